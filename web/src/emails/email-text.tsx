import { useState } from 'react';
import { useEmailBody } from '../api/queries.ts';
import type { EmailView } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import { EmailFrame } from './email-frame.tsx';
import type { EmailPlace } from './email-place.ts';
import { Fold } from './fold.tsx';
import { namePictures } from './pictures.ts';

/** The words first; signature, quote and the sender's own formatting, HTML and all, on request. */
export const EmailText = ({ place, email }: { place: EmailPlace; email: EmailView }) => {
  const words = useSpeech().strings.reading;
  const [formatted, setFormatted] = useState(false);
  const { signature } = email;
  const [wanted, setWanted] = useState(false);
  const body = useEmailBody(place, wanted);
  const html = body.data?.html ?? null;
  const text = namePictures(email.text, email.attachments, words.picture);
  return (
    <div className="letter-body">
      {formatted && html !== null ? (
        <EmailFrame place={place} email={email} html={html} />
      ) : (
        <>
          <p className="words" dir="auto">
            {text.trim() === '' ? <span className="muted">{words.noText}</span> : text}
          </p>
          {signature !== null && (
            <Fold show={words.showSignature} hide={words.hideSignature}>
              <p className="words signature" dir="auto">
                {signature.replace(/^-- ?\n/, '')}
              </p>
            </Fold>
          )}
        </>
      )}
      {email.hasQuote && (
        <Fold show={words.showQuoted} hide={words.hideQuoted} onOpen={() => setWanted(true)}>
          <blockquote className="words quoted" dir="auto">
            {body.data?.quotedText}
          </blockquote>
        </Fold>
      )}
      {email.hasHtml && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            setWanted(true);
            setFormatted(!formatted);
          }}
        >
          {formatted ? words.showText : words.showHtml}
        </button>
      )}
    </div>
  );
};
