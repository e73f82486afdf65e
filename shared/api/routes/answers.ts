import type { Route } from '../route.ts';
import { AnswerAccepted, AnswerBody, AnswerComposer, answerQuery } from '../shapes/answers.ts';
import { communicationPath, emailPath } from '../shapes/parameters.ts';

/** Replying and forwarding from the Emails tab. */
export const answerRoutes = {
  getAnswerComposer: {
    method: 'GET',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/composer',
    summary: 'Returns the defaults of the composer for a reply, a reply to all or a forward of this email',
    scope: 'api',
    needs: 'admin',
    pathParams: emailPath,
    query: answerQuery,
    answers: { 200: AnswerComposer },
    problems: ['forbidden', 'validation-failed', 'sender-not-in-directory'],
  },
  answerEmail: {
    method: 'POST',
    path: '/projects/{projectId}/communications/{communicationId}/emails',
    summary: 'Sends a reply, a reply to all or a forward of an email in the conversation',
    scope: 'api',
    needs: 'admin',
    pathParams: communicationPath,
    body: AnswerBody,
    idempotent: true,
    answers: { 202: AnswerAccepted },
    problems: [
      'forbidden',
      'idempotency-key-missing',
      'idempotency-key-reused',
      'attachment-changed',
      'attachment-not-clean',
      'attachment-missing',
      'bcc-given-away',
      'sender-not-in-directory',
      'mail-budget-exhausted',
    ],
  },
} as const satisfies Record<string, Route>;
