import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import type { QuarantineGroup } from '../api/shapes.ts';
import { ActButton, DeliberateForm } from '../parts/deliberate-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ReasonField } from '../parts/reason-field.tsx';
import { useSpeech } from '../strings/language.tsx';
import { listKey, sayDecisionError } from './use-quarantine.ts';

/** Chosen mails, or all mails of one group. */
export type Bulk = { emailIds: string[] } | { group: QuarantineGroup };

/** The service takes at most a hundred at a time, and the page can choose more. */
const most = 100;

type Counts = { discarded: number; others: number };

const discardAll = async (projectId: string, bulk: Bulk, reason: string): Promise<Counts> => {
  const counts: Counts = { discarded: 0, others: 0 };
  const discard = async (
    body:
      | { emailIds: string[]; reason: string }
      | { beyond: { communicationId: string; hour: string }; reason: string },
  ) => {
    const done = await answer(
      api.POST('/projects/{projectId}/quarantine/discard', { params: { path: { projectId } }, body }),
    );
    const discarded = done.results.filter(({ outcome }) => outcome === 'discarded').length;
    counts.discarded += discarded;
    counts.others += done.results.length - discarded;
    return done;
  };
  if ('emailIds' in bulk) {
    for (let from = 0; from < bulk.emailIds.length; from += most)
      await discard({ emailIds: bulk.emailIds.slice(from, from + most), reason });
    return counts;
  }
  const { communicationId, hour } = bulk.group;
  // Repeats until the service finds nothing: the last, empty request also corrects the group's count.
  for (let left = true; left; ) {
    const { results } = await discard({ beyond: { communicationId, hour }, reason });
    left = results.length > 0;
  }
  return counts;
};

type Props = {
  projectId: string;
  bulk: Bulk;
  count: number;
  onClose: () => void;
  onDone: (counts: Counts) => void;
};

/** Asks once for all mails: discarding cannot be undone, and the reason is kept with each. */
export const BulkDiscardDialog = ({ projectId, bulk, count, onClose, onDone }: Props) => {
  const { strings } = useSpeech();
  const words = strings.quarantine;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: (why: string) => discardAll(projectId, bulk, why),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: listKey(projectId) }),
  });
  const confirm = () => {
    setTried(true);
    if (reason.trim() !== '' && !discard.isPending) discard.mutate(reason.trim());
  };
  return (
    <Dialog title={words.bulkTitle(count)} className="dialog-small resend" onClose={onClose}>
      <DeliberateForm onAct={confirm}>
        <div className="resend-fields">
          <p>{words.bulkText}</p>
          <ReasonField
            words={words}
            value={reason}
            missing={tried && reason.trim() === ''}
            focusFirst
            onChange={setReason}
          />
        </div>
        {discard.isError && (
          <p className="field-error resend-refused" role="alert">
            {sayDecisionError(strings, discard.error)}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {strings.app.cancel}
          </button>
          <ActButton
            label={discard.isPending ? words.deciding : words.discard}
            tone="danger"
            disabled={discard.isPending}
            onAct={confirm}
          />
        </footer>
      </DeliberateForm>
    </Dialog>
  );
};
