import type { Route } from './route.ts';
import { emailPath, listOf, projectPath } from './shapes-parameters.ts';
import { DecisionBody, HeldMail, quarantinePath, quarantineQuery, RelayAccepted } from './shapes-quarantine.ts';

/** Mail that waits for an Admin: held back altogether, or recorded and not relayed. */
export const quarantineRoutes = {
  listQuarantine: {
    method: 'GET',
    path: '/projects/{projectId}/quarantine',
    summary: 'Mail held back, with its reason, newest first; or what became of it',
    scope: 'api',
    needs: 'admin',
    pathParams: projectPath,
    query: quarantineQuery,
    costs: { each: 1 },
    answers: { 200: listOf(HeldMail) },
    refusals: ['forbidden'],
  },
  releaseMail: {
    method: 'POST',
    path: '/projects/{projectId}/quarantine/{emailId}/release',
    summary: 'Records the mail in its conversation and relays it to the others, under the name of who released it',
    scope: 'api',
    needs: 'admin',
    pathParams: quarantinePath,
    body: DecisionBody,
    costs: { each: 2 },
    answers: { 200: HeldMail },
    refusals: [
      'forbidden',
      'quarantine-malware',
      'quarantine-unparseable',
      'quarantine-discarded',
      'mail-budget-exhausted',
    ],
  },
  discardMail: {
    method: 'POST',
    path: '/projects/{projectId}/quarantine/{emailId}/discard',
    summary: 'Keeps the mail out for good',
    scope: 'api',
    needs: 'admin',
    pathParams: quarantinePath,
    body: DecisionBody,
    answers: { 200: HeldMail },
    refusals: ['forbidden', 'quarantine-released'],
  },
  relayEmail: {
    method: 'POST',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/relay',
    summary: 'Relays a recorded reply that waits for it',
    scope: 'api',
    needs: 'admin',
    pathParams: emailPath,
    costs: { each: 2 },
    answers: { 202: RelayAccepted },
    refusals: ['forbidden', 'relay-not-waiting', 'mail-budget-exhausted'],
  },
} as const satisfies Record<string, Route>;
