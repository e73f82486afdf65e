import type { EmailView } from '../../api/shapes.ts';
import { Fold } from '../../parts/fold.tsx';
import { useSpeech } from '../../strings/language.tsx';

/** The text that follows the message as a quote: only this email's own words, without what it quoted. */
export const QuotedEmail = ({ email }: { email: EmailView }) => {
  const { answer: words, reading } = useSpeech().strings;
  const name = email.from.name || email.from.address;
  return (
    <div className="field">
      <span className="label">{words.below}</span>
      <div className="field-body">
        <Fold show={words.showBelow(name)} hide={words.hideBelow}>
          <blockquote className="words quoted" dir="auto">
            {email.text.trim() === '' ? reading.noText : email.text}
          </blockquote>
        </Fold>
      </div>
    </div>
  );
};
