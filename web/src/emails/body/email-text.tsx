import { useState } from 'react';
import { useEmailBody } from '../../api/queries.ts';
import type { EmailPlace, EmailView } from '../../api/shapes.ts';
import { Fold } from '../../parts/fold.tsx';
import { Loading } from '../../parts/states.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { startDownload } from './email-files.tsx';
import { EmailFrame } from './email-frame.tsx';
import { namePictures } from './pictures.ts';

/**
 * The text of an email. Its signature, its quote, the sender's HTML and a part that was cut off are shown on request.
 */
export const EmailText = ({ place, email }: { place: EmailPlace; email: EmailView }) => {
  const { reading: words, app } = useSpeech().strings;
  const [formatted, setFormatted] = useState(false);
  const [whole, setWhole] = useState(false);
  // When the author answered between the quoted lines, the quote is part of the message and starts open.
  const [wanted, setWanted] = useState(email.quoteOpen);
  const body = useEmailBody(place, wanted);
  const html = body.data?.html ?? null;
  const content = whole && body.data ? body.data : email;
  const text = namePictures(content.text, email.attachments, words.picture);
  const { signature } = content;
  return (
    <div className="letter-body">
      {formatted && html !== null ? (
        <EmailFrame place={place} email={email} html={html} />
      ) : (
        <>
          <p className="words" dir="auto">
            {text.trim() === '' ? <span className="muted">{words.noText}</span> : text}
          </p>
          {email.cut && !(whole && body.data) && (
            <button
              type="button"
              className="fold-button"
              onClick={() => {
                setWanted(true);
                setWhole(true);
              }}
            >
              <span aria-hidden="true">•••</span>
              {words.showWhole}
            </button>
          )}
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
        <Fold show={words.showQuoted} hide={words.hideQuoted} isOpen={email.quoteOpen} onOpen={() => setWanted(true)}>
          {body.data && (
            <blockquote className="words quoted" dir="auto">
              {body.data.quotedText}
            </blockquote>
          )}
        </Fold>
      )}
      {email.hasHtml && !(body.data && html === null) && (
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
      {body.isLoading && <Loading rows={1} />}
      {body.isError && (
        <p className="field-error" role="alert">
          {words.wordsFailed}{' '}
          <button type="button" className="text-button" onClick={() => body.refetch()}>
            {app.retry}
          </button>
        </p>
      )}
      {body.data?.cut && body.data.rest && (
        <button
          type="button"
          className="text-button"
          // The URL that came with the text lives only for a minute, so a new one is requested.
          onClick={() => body.refetch().then(({ data }) => data?.rest && startDownload(data.rest))}
        >
          {words.rest}
        </button>
      )}
    </div>
  );
};
