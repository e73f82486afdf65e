import { useId, useState } from 'react';
import type { EmailView } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import { EmailFrame } from './email-frame.tsx';
import { hasFormatting } from './frame-document.ts';

/** The words first; what was quoted, and the sender's own formatting, on request. */
export const EmailText = ({ email }: { email: EmailView }) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const id = useId();
  const [quoted, setQuoted] = useState(false);
  const [formatted, setFormatted] = useState(false);
  const { html, quotedText } = email;
  return (
    <div className="letter-body">
      {formatted && html !== null ? (
        <EmailFrame html={html} text={email.text} from={email.from.name || email.from.address} />
      ) : (
        <>
          <p className="words" dir="auto">
            {email.text.trim() === '' ? <span className="muted">{words.noText}</span> : email.text}
          </p>
          {quotedText !== null && (
            <>
              <button
                type="button"
                className="fold-button"
                aria-expanded={quoted}
                aria-controls={id}
                onClick={() => setQuoted(!quoted)}
              >
                <span aria-hidden="true">•••</span>
                {quoted ? words.hideQuoted : words.showQuoted}
              </button>
              <blockquote className="words quoted" id={id} hidden={!quoted} dir="auto">
                {quotedText}
              </blockquote>
            </>
          )}
        </>
      )}
      {html !== null && hasFormatting(html) && (
        <button type="button" className="text-button" onClick={() => setFormatted(!formatted)}>
          {formatted ? words.showText : words.showHtml}
        </button>
      )}
    </div>
  );
};
