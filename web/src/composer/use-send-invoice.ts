import { useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../api/api-error.ts';
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
  /** Says how to mend a problem with the signature; null for every other problem. */
  explainSignature: (error: ApiError) => Promise<string | null>;
  onAccepted: (communication: CommunicationView) => void;
};

/** Sends the invoice in the version that the user saw. If it has changed meanwhile, the new version is shown first. */
export const useSendInvoice = (options: Options) => {
  const { place, draft, attempt, recipientLimit } = options;
  const { composer: words, sign } = useSpeech().strings;
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
    explain: async (error) => {
      if (error.code === 'invoice-version-changed') {
        await options.onVersionChanged();
        return { words: draft.signature ? sign.changed : words.versionChanged };
      }
      const explained = await options.explainSignature(error);
      return explained === null ? null : { words: explained };
    },
    onAccepted: (communication) => {
      forgetDraft(place);
      // The thread is shown at once as accepted, and marked stale so that it is read again immediately.
      queries.setQueryData(keys.thread(projectId, communication.id), justAccepted(communication), { updatedAt: 0 });
      queries.invalidateQueries({ queryKey: keys.invoice(projectId, invoiceId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      options.onAccepted(communication);
    },
  });
};
