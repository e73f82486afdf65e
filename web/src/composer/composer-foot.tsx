import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { SendOutcome } from './use-send.ts';

type Props = { outcome: SendOutcome; onCancel: () => void };

export const ComposerFoot = ({ outcome, onCancel }: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const sending = outcome.state === 'sending';
  const label = outcome.state === 'refused' && outcome.retry ? words.retrySend : words.send;
  return (
    <footer className="dialog-foot composer-foot">
      {outcome.state === 'refused' && (
        <div className="note note-bad" role="alert">
          <strong>{outcome.retry ? words.unanswered : words.sendFailed}</strong> {outcome.words}
        </div>
      )}
      <button type="button" className="button" onClick={onCancel}>
        {strings.app.cancel}
      </button>
      <button type="submit" className="button button-primary button-big" aria-disabled={sending}>
        <Icon name="mail" />
        {sending ? words.sending : label}
      </button>
    </footer>
  );
};
