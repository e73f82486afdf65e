import { useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { AnswerBody } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import type { AnswerDraft } from './draft/answer-draft.ts';
import type { FieldErrors } from './draft/checks.ts';
import type { Attempt } from './draft/draft.ts';
import { type AnswerPlace, forgetDraft, saveDraft } from './draft/draft-store.ts';
import { useSend } from './use-send.ts';

type Options = {
  place: AnswerPlace;
  draft: AnswerDraft;
  attempt: Attempt | null;
  recipientLimit: number;
  onAccepted: (emailId: string) => void;
};

/** Marks the fields that hold somebody who must not learn of a person in Bcc. */
const fieldsNamed = (errors: readonly { pointer: string }[], words: string): FieldErrors =>
  Object.fromEntries(errors.map(({ pointer }) => [pointer.split('/')[1] ?? '', words]));

/** Sends an answer. The thread is then read again at once, and shows the new email. */
export const useSendAnswer = ({ place, draft, attempt, recipientLimit, onAccepted }: Options) => {
  const words = useSpeech().strings.answer;
  const queries = useQueryClient();
  const { projectId, invoiceId, communicationId } = place;
  return useSend({
    attempt,
    recipientLimit,
    keep: (current) => saveDraft(place, { draft, attempt: current }),
    post: (body: AnswerBody, key) =>
      answer(
        api.POST('/projects/{projectId}/communications/{communicationId}/emails', {
          params: { path: { projectId, communicationId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    explain: async ({ code, errors }) =>
      code === 'bcc-given-away'
        ? { words: words.bccGivenAway, fields: fieldsNamed(errors, words.bccGivenAwayHere) }
        : null,
    onAccepted: ({ emailId }) => {
      forgetDraft(place);
      queries.invalidateQueries({ queryKey: keys.thread(projectId, communicationId) });
      queries.invalidateQueries({ queryKey: keys.invoice(projectId, invoiceId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      onAccepted(emailId);
    },
  });
};
