import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Strings } from '../../../shared/words/en/page.ts';
import { ApiError, sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { type Attempt, attemptFor } from '../composer/draft/draft.ts';

type Place = { projectId: string; communicationId: string; emailId: string };
type Body = { recipients: string[]; reason: string };

/** Requests a resend. The same request keeps its key over every retry, so that nobody is mailed twice. */
export const useResend = ({ projectId, communicationId, emailId }: Place, onAccepted: () => void) => {
  const queries = useQueryClient();
  const attempt = useRef<Attempt | null>(null);
  return useMutation({
    mutationFn: (body: Body) => {
      attempt.current = attemptFor(attempt.current, body, () => crypto.randomUUID());
      return answer(
        api.POST('/projects/{projectId}/communications/{communicationId}/emails/{emailId}/resend', {
          params: {
            path: { projectId, communicationId, emailId },
            header: { 'Idempotency-Key': attempt.current.key },
          },
          body,
        }),
      );
    },
    onSuccess: onAccepted,
    onSettled: () => {
      queries.invalidateQueries({ queryKey: keys.thread(projectId, communicationId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
      queries.invalidateQueries({ queryKey: keys.deliveries(projectId) });
    },
  });
};

export const sayResendError = ({ resend, problems }: Strings, error: unknown): string => {
  if (!(error instanceof ApiError) || error.status >= 500) return resend.networkFailed;
  if (error.code === 'resend-not-needed') return resend.notNeeded;
  if (error.code === 'resend-too-early') return resend.tooEarly;
  if (error.code === 'recipient-removed') return resend.removed;
  return sayError(problems, error);
};
