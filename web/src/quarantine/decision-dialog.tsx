import { useState } from 'react';
import type { QuarantinedMail } from '../api/shapes.ts';
import { ActButton, DeliberateForm } from '../parts/deliberate-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ReasonField } from '../parts/reason-field.tsx';
import { useSpeech } from '../strings/language.tsx';
import { type Action, sayDecisionError, useDecision } from './use-quarantine.ts';

type Props = {
  projectId: string;
  mail: QuarantinedMail;
  sender: string;
  action: Action;
  onClose: () => void;
  onDone: () => void;
};

/** Asks before a release or a discard: neither can be undone, and the reason is kept. */
export const DecisionDialog = ({ projectId, mail, sender, action, onClose, onDone }: Props) => {
  const { strings } = useSpeech();
  const words = strings.quarantine;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const decision = useDecision({ projectId, emailId: mail.id, action }, onDone);
  const missing = tried && reason.trim() === '';
  const confirm = () => {
    setTried(true);
    if (reason.trim() !== '' && !decision.isPending) decision.mutate(reason.trim());
  };
  const isRelease = action === 'release';
  return (
    <Dialog
      title={isRelease ? words.releaseTitle : words.discardTitle}
      className="dialog-small resend"
      onClose={onClose}
    >
      <DeliberateForm onAct={confirm}>
        <div className="resend-fields">
          <p>{isRelease ? words.releaseText(sender) : words.discardText}</p>
          <ReasonField words={words} value={reason} missing={missing} focusFirst onChange={setReason} />
        </div>
        {decision.isError && (
          <p className="field-error resend-refused" role="alert">
            {sayDecisionError(strings, decision.error)}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {strings.app.cancel}
          </button>
          <ActButton
            label={decision.isPending ? words.deciding : isRelease ? words.release : words.discard}
            tone={isRelease ? 'primary' : 'danger'}
            disabled={decision.isPending}
            onAct={confirm}
          />
        </footer>
      </DeliberateForm>
    </Dialog>
  );
};
