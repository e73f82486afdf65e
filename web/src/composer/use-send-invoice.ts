import { useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { CommunicationView, SendBody } from '../api/shapes.ts';
import { justAccepted } from '../api/thread-pages.ts';
import { useSpeech } from '../strings/language.tsx';
import type { Attempt, Draft } from './draft/draft.ts';
import { type DraftPlace, forgetDraft, saveDraft } from './draft/draft-store.ts';
import { useSend } from './use-send.ts';

type Options = {
  place: DraftPlace;
  draft: Draft;
  attempt: Attempt | null;
  recipientLimit: number;
  onVersionChanged: () => Promise<unknown>;
  onAccepted: (communication: CommunicationView) => void;
};

/** Sends the invoice in the version that the user saw. If it has changed meanwhile, the new version is shown first. */
export const useSendInvoice = ({ place, draft, attempt, recipientLimit, onVersionChanged, onAccepted }: Options) => {
  const words = useSpeech().strings.composer;
  const queries = useQueryClient();
  const { projectId, invoiceId } = place;
  return useSend({
    attempt,
    recipientLimit,
    keep: (current) => saveDraft(place, { draft, attempt: current }),
    post: (body: SendBody, key) =>
      answer(
        api.POST('/projects/{projectId}/invoices/{invoiceId}/communications', {
          params: { path: { projectId, invoiceId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    explain: async ({ code }) => {
      if (code !== 'invoice-version-changed') return null;
      await onVersionChanged();
      return { words: words.versionChanged };
    },
    onAccepted: (communication) => {
      forgetDraft(place);
      // The thread is shown at once as accepted, and marked stale so that it is read again immediately.
      queries.setQueryData(keys.thread(projectId, communication.id), justAccepted(communication), { updatedAt: 0 });
      queries.invalidateQueries({ queryKey: keys.invoice(projectId, invoiceId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      onAccepted(communication);
    },
  });
};
