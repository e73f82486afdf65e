import type { ProblemText } from '../../words/en/problems.ts';
import { mailedName } from '../display-name.ts';
import { ServiceError } from '../errors.ts';
import type { IncomingEmail } from './email.ts';
import type { Handling, QuarantineFacts, QuarantineReason } from './quarantine-facts.ts';
import { authorOf, type RelayAuthor } from './relay.ts';
import type { CurrentCommunication } from './thread-addresses.ts';

/** Which decisions about quarantined mail are allowed, and what the mail is after one (ADR 21). */

/** An incoming email that was quarantined, also after a decision about it. */
export type QuarantinedEmail = IncomingEmail & { held: QuarantineFacts };
export const isQuarantined = (email: IncomingEmail): email is QuarantinedEmail => email.held !== undefined;

/** The reasons for which mail is never released, with what an Admin is told: it is harmful, or cannot be examined. */
const neverReleased: Partial<Record<QuarantineReason, ProblemText>> = {
  malware: (say) => say.sending.quarantine.malware,
  unparseable: (say) => say.sending.quarantine.unparseable,
};

export const mayRelease = (reason: QuarantineReason): boolean => neverReleased[reason] === undefined;

/**
 * Throws 409 for mail that is never released, and when another Admin has made the opposite decision; repeating a
 * decision is no conflict.
 */
export const refuseDecision = ({ held: { reason, handled } }: QuarantinedEmail, action: Handling['action']): void => {
  const never = neverReleased[reason];
  if (action === 'released' && never) throw new ServiceError('conflict', `quarantine-${reason}`, never);
  if (!handled || handled.action === action) return;
  throw new ServiceError('conflict', `quarantine-${handled.action}`, (say) => say.sending.quarantine[handled.action]);
};

/** The mail after a second look found it harmful or unreadable. No content extracted from it is kept. */
export const asUnsafe = (email: QuarantinedEmail, reason: 'malware' | 'unparseable'): QuarantinedEmail => ({
  ...email,
  attachments: [],
  body: { text: '', html: null, quotedText: null },
  bodyKey: null,
  quarantineReason: reason,
  held: { ...email.held, reason },
});

/**
 * A sender who is not in the thread: the address becomes part of the name, because mail programs show only the name.
 */
const strangerIn = ({ from: { name: said, address } }: IncomingEmail): RelayAuthor => {
  // A stranger may use another person's address as a name. Without an address, the name is our own list of several
  // senders.
  const name = address === '' ? said : mailedName(said);
  const named = name !== '' && name !== address ? `${name} (${address})` : address;
  return { contactId: null, userId: null, role: 'to', name: address === '' ? name : named, address };
};

/**
 * The author of a released mail: the person of the thread with that address, for whom the Admin vouches, or a stranger.
 */
export const releasedAuthor = (communication: CurrentCommunication, email: IncomingEmail): RelayAuthor =>
  authorOf(communication, email.from.address) ?? strangerIn(email);

const recordedFrom = (communication: CurrentCommunication, { from }: IncomingEmail): IncomingEmail['from'] => {
  const author = authorOf(communication, from.address);
  return author
    ? { contactId: author.contactId, userId: author.userId, name: author.name, address: author.address }
    : from;
};

/** The mail after it was discarded. Unlike a release, this needs nothing from its conversation. */
export const discarded = (email: QuarantinedEmail, handled: Handling): QuarantinedEmail => {
  const { tellAt: _, ...held } = email.held;
  return { ...email, status: 'discarded', held: { ...held, handled } };
};

/**
 * The mail after the decision. A released mail enters the thread at that moment, not at its arrival, so it is new to
 * everybody who has read the thread since. A stranger does not become a participant.
 */
export const decided = (
  communication: CurrentCommunication,
  email: QuarantinedEmail,
  handled: Handling,
): QuarantinedEmail => {
  if (handled.action === 'discarded') return discarded(email, handled);
  const { tellAt: _, ...held } = email.held;
  const isBcc = releasedAuthor(communication, email).role === 'bcc';
  return {
    ...email,
    status: 'recorded',
    createdAt: handled.at,
    from: recordedFrom(communication, email),
    visibility: isBcc ? 'sender_and_admins' : 'thread',
    held: { ...held, handled, unfinished: true },
  };
};
