import { type QuarantinedEmail, releasedAuthor } from '../domain/conversation/quarantine.ts';
import { notFound } from '../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import { enterThread } from './enter-thread.ts';
import { withCurrentAddresses } from './read-addresses.ts';
import { relayMail } from './relay-mail.ts';

/**
 * Carries out everything that follows from a release: the mail enters its thread, is relayed to the others, and is then
 * marked as finished. Each step finds the result of an earlier try, so after a crash all of it can be repeated.
 */
export const finishRelease = async (
  deps: Pick<Ports, 'projects' | 'communications' | 'files' | 'sendFlow' | 'log'>,
  email: QuarantinedEmail,
): Promise<void> => {
  const { handled } = email.held;
  if (handled?.action !== 'released' || handled.by === null) return;
  const stored = await deps.communications.getCommunication(email.communicationId);
  if (!stored) throw notFound();
  const communication = await withCurrentAddresses(deps, stored);
  await enterThread(deps, email);
  const { by, name, at } = handled;
  const passedOn = { by, name, at, verified: email.trust === 'verified' };
  await relayMail(deps, communication, email, { author: releasedAuthor(communication, email), passedOn });
  await deps.communications.finishRelease(email.id);
};
