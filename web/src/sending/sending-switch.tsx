import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import type { ProjectAccess } from '../api/shapes.ts';
import { ActButton, DeliberateForm } from '../parts/deliberate-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ReasonField } from '../parts/reason-field.tsx';
import { useSpeech } from '../strings/language.tsx';

/** The project's kill switch, for its Admins: a button, and a confirmation that describes the consequences. */
export const SendingSwitch = ({ project }: { project: ProjectAccess }) => {
  const words = useSpeech().strings.sending;
  const [asking, setAsking] = useState(false);
  const { sending } = project;
  if (sending === null) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {sending.paused ? words.resume : words.pause}
      </button>
      {asking && <SwitchDialog projectId={project.id} pause={!sending.paused} onClose={() => setAsking(false)} />}
    </>
  );
};

type Props = { projectId: string; pause: boolean; onClose: () => void };

const SwitchDialog = ({ projectId, pause, onClose }: Props) => {
  const { strings } = useSpeech();
  const words = strings.sending;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (why: string) =>
      answer(
        api.PUT('/projects/{projectId}/sending', {
          params: { path: { projectId } },
          body: { paused: pause, reason: why },
        }),
      ),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
  const confirm = () => {
    setTried(true);
    if (reason.trim() !== '' && !change.isPending) change.mutate(reason.trim());
  };
  return (
    <Dialog title={pause ? words.pauseTitle : words.resumeTitle} className="dialog-small resend" onClose={onClose}>
      <DeliberateForm onAct={confirm}>
        <div className="resend-fields">
          <p>{pause ? words.pauseText : words.resumeText}</p>
          <ReasonField
            words={words}
            value={reason}
            missing={tried && reason.trim() === ''}
            focusFirst
            onChange={setReason}
          />
        </div>
        {change.isError && (
          <p className="field-error resend-refused" role="alert">
            {sayError(strings.problems, change.error)}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {strings.app.cancel}
          </button>
          <ActButton
            label={change.isPending ? words.turning : pause ? words.pause : words.resume}
            onAct={confirm}
            disabled={change.isPending}
            tone={pause ? 'danger' : 'primary'}
          />
        </footer>
      </DeliberateForm>
    </Dialog>
  );
};
