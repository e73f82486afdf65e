import type { EmailView } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { domainOf } from '../parts/people.ts';
import { useSpeech } from '../strings/language.tsx';

type Props = { email: Pick<EmailView, 'trust' | 'trustReason' | 'reported' | 'from'> };

/** Whether the sender is verified, why, and what the reader should do about it. */
export const TrustNote = ({ email: { trust, trustReason, reported, from } }: Props) => {
  const words = useSpeech().strings.reading;
  if (trust === null) return null;
  const why = trustReason === null ? null : words.reasons[trustReason](domainOf(from.address));
  if (trust === 'verified')
    return (
      <p className="trust">
        <span className="trust-good">
          <Icon name="shield" />
          {words.verified}
        </span>{' '}
        {why !== null && <span className="muted">· {why}</span>}
      </p>
    );
  if (trustReason === 'report')
    // The description of the bounce report says this already, and names the recipient.
    return reported !== null ? null : (
      <p className="hint">
        {why} {words.reportHelp}
      </p>
    );
  return (
    <p className="note note-warn">
      <Icon name="warning" />
      <span>
        <strong>{words.unverified}</strong> {why ?? words.unknownReason} {words.advice}
      </span>
    </p>
  );
};
