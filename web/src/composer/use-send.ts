import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { CommunicationView } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import { type FieldErrors, fieldErrorsOf } from './checks.ts';
import { type Attempt, attemptFor, type Draft, sendBodyOf } from './draft.ts';
import { type DraftPlace, forgetDraft, saveDraft } from './draft-store.ts';

type Outcome =
  | { state: 'idle' }
  | { state: 'sending' }
  /** `retry`: the outcome is not known, and the same key makes another try safe. */
  | { state: 'refused'; words: string; fields: FieldErrors; retry: boolean };

type Options = {
  place: DraftPlace;
  attempt: Attempt | null;
  recipientLimit: number;
  onVersionChanged: () => Promise<unknown>;
  onAccepted: (communication: CommunicationView) => void;
};

export const useSend = (options: Options) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const queries = useQueryClient();
  const { projectId, invoiceId } = options.place;
  const [attempt, setAttempt] = useState(options.attempt);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' });

  const explain = async (error: unknown): Promise<Outcome> => {
    const refused = { state: 'refused', fields: {}, retry: false } as const;
    if (!(error instanceof ApiError) || error.status >= 500)
      return { ...refused, words: words.networkFailed, retry: true };
    if (error.code === 'invoice-version-changed') {
      await options.onVersionChanged();
      return { ...refused, words: words.versionChanged };
    }
    if (error.code === 'idempotency-key-reused') return { ...refused, words: words.keyReused };
    if (/^attachment-(?:missing|changed)$/.test(error.code)) return { ...refused, words: words.fileGone };
    return {
      ...refused,
      words: sayError(strings.problems, error),
      fields: fieldErrorsOf(error.errors, words, options.recipientLimit),
    };
  };

  const send = async (draft: Draft, invoiceVersion: string) => {
    const body = sendBodyOf(draft, invoiceVersion);
    const current = attemptFor(attempt, body, () => crypto.randomUUID());
    // Kept before the request leaves: a reload in between must not make a second message of it.
    saveDraft(options.place, { draft, attempt: current });
    setAttempt(current);
    setOutcome({ state: 'sending' });
    // Recovery: whatever went wrong, the draft stays and the person is told what to do.
    try {
      const communication = await answer(
        api.POST('/projects/{projectId}/invoices/{invoiceId}/communications', {
          params: { path: { projectId, invoiceId }, header: { 'Idempotency-Key': current.key } },
          body,
        }),
      );
      forgetDraft(options.place);
      // Shown at once as it was accepted, and stale from the start.
      queries.setQueryData(keys.thread(projectId, communication.id), communication, { updatedAt: 0 });
      queries.invalidateQueries({ queryKey: keys.invoice(projectId, invoiceId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      options.onAccepted(communication);
    } catch (error) {
      setOutcome(await explain(error));
    }
  };

  return { attempt, outcome, send };
};
