import type { Communication } from '../../shared/domain/communication.ts';
import { EmailBody, type IncomingEmail, type OutgoingEmail } from '../../shared/domain/email.ts';
import { ServiceError } from '../../shared/domain/errors.ts';
import { sha256Hex } from '../../shared/domain/ids.ts';
import { launchEmail } from '../../shared/domain/launch-email.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { type Author, relayOf } from '../../shared/domain/relay.ts';
import { type Captured, incomingId, keepMail, placeBody } from './keep-mail.ts';

/**
 * A mail into its thread, exactly once: every write is put-if-absent under an id that the mail itself gives, so a run that
 * died anywhere may be done again from the start.
 */

export type RecordDeps = Pick<Ports, 'communications' | 'files' | 'htmlCleaner' | 'sendFlow' | 'log'> & {
  replyDomain: string;
};

/** A mail is the same by thread, Message-ID, sender and body. Kept apart by status: a forgery must not shadow the genuine one. */
const fingerprint = ({ communication, receipt, mail, decision }: Captured): string => {
  const named = mail?.messageId ?? `${receipt.sesMessageId}`;
  const sender = mail?.from.map((box) => box.address.toLowerCase()) ?? [];
  const body = sha256Hex(JSON.stringify([mail?.text ?? null, mail?.html ?? null]));
  return `mail#${communication.id}#${sha256Hex(JSON.stringify([decision.action, named, sender, body]))}`;
};

const isDuplicate = async ({ communications }: RecordDeps, captured: Captured): Promise<boolean> => {
  const id = incomingId(captured.receipt, captured.communication.id);
  const first = await communications.once(fingerprint(captured), id);
  if (first === null || first === id) return false;
  if (await communications.getEmail(first)) return true;
  // The other delivery of this mail has not been written yet; it may have died. Trying again later tells.
  throw new ServiceError('unavailable', 'duplicate-not-settled', 'The same mail is being captured.');
};

const enterThread = async ({ communications }: RecordDeps, email: IncomingEmail): Promise<void> => {
  const { id, communicationId, createdAt } = email;
  for (const messageId of email.messageIds) await communications.putMessageId(messageId, communicationId, id);
  await communications.putEntry({
    communicationId,
    emailId: id,
    direction: 'incoming',
    kind: email.kind,
    createdAt,
    authorUserId: email.from.userId,
    authorContactId: email.from.contactId,
    visibility: email.visibility,
  });
  // A vacation notice is no news; and what only some may see must not move the conversation in the list of the others.
  if (email.kind === 'reply' && email.visibility === 'thread')
    await communications.touchCommunication(communicationId, createdAt);
};

const bodyOf = async ({ files }: RecordDeps, email: IncomingEmail): Promise<EmailBody> => {
  if (email.body) return email.body;
  const stored = email.bodyKey === null ? null : await files.get(email.bodyKey);
  if (stored === null) throw new ServiceError('unavailable', 'body-missing', 'The body of the mail is not there.');
  return EmailBody.parse(JSON.parse(Buffer.from(stored).toString()));
};

const relayMail = async (
  deps: RecordDeps,
  communication: Communication,
  email: IncomingEmail,
  author: Author,
): Promise<void> => {
  const relay = relayOf(communication, email, author, await bodyOf(deps, email));
  if (relay?.body == null) return;
  const placed: OutgoingEmail = { ...relay, ...(await placeBody(deps, relay.projectId, relay.id, relay.body)) };
  const stored = await deps.communications.commitEmail(placed);
  await launchEmail(deps, stored?.direction === 'outgoing' ? stored : placed);
};

export type RecordResult = {
  emailId: string;
  outcome: 'recorded' | 'quarantined' | 'duplicate';
  reason: string | null;
};

export const recordMail = async (deps: RecordDeps, captured: Captured): Promise<RecordResult> => {
  const { communication, author, decision } = captured;
  const { reason } = decision;
  if (await isDuplicate(deps, captured)) {
    return { emailId: incomingId(captured.receipt, communication.id), outcome: 'duplicate', reason };
  }
  const kept = await keepMail(deps, captured);
  const stored = await deps.communications.commitEmail(kept);
  // An earlier run's decision stands: the directory may have changed since.
  const email = stored?.direction === 'incoming' ? stored : kept;
  if (email.status === 'recorded') {
    await enterThread(deps, email);
    if (decision.action === 'record' && decision.relay && author) await relayMail(deps, communication, email, author);
  }
  return { emailId: email.id, outcome: email.status, reason };
};
