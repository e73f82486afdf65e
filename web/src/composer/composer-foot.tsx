import { ActButton, useActKeys } from '../parts/deliberate-form.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { SendOutcome } from './use-send.ts';

type Props = { outcome: SendOutcome; onSend: () => void; onCancel: () => void };

export const ComposerFoot = ({ outcome, onSend, onCancel }: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const keys = useActKeys();
  const sending = outcome.state === 'sending';
  const label = outcome.state === 'refused' && outcome.retry ? words.retrySend : words.send;
  return (
    <footer className="dialog-foot composer-foot">
      {outcome.state === 'refused' && (
        <div className="note note-bad" role="alert">
          <strong>{outcome.retry ? words.unanswered : words.sendFailed}</strong> {outcome.words}
        </div>
      )}
      <p className="hint send-keys" aria-hidden="true">
        {words.sendBy(keys)}
      </p>
      <button type="button" className="button" onClick={onCancel}>
        {strings.app.cancel}
      </button>
      <ActButton label={sending ? words.sending : label} icon="mail" disabled={sending} onAct={onSend} />
    </footer>
  );
};
