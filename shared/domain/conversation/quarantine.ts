import { mailedName } from '../display-name.ts';
import { ServiceError } from '../errors.ts';
import type { IncomingEmail } from './email.ts';
import type { Handling, QuarantineFacts, QuarantineReason } from './quarantine-facts.ts';
import { authorOf, type Writer } from './relay.ts';
import type { CurrentCommunication } from './thread-addresses.ts';

/** What may become of mail that was held back, and what releasing it makes of it (docs/decisions/0021). Pure. */

export type QuarantinedEmail = IncomingEmail & { held: QuarantineFacts };
export const isQuarantined = (email: IncomingEmail): email is QuarantinedEmail => email.held !== undefined;

/** Nobody can look into it, or somebody did and found what must not reach anyone. */
const neverReleased: Partial<Record<QuarantineReason, string>> = {
  malware:
    'This mail carries a virus, a program or something that cannot be looked into. It is never released: ask its sender to send it again without, and discard it.',
  unparseable:
    'This mail could not be read within its limits, so nobody knows what it holds. It is never released: ask its sender to send it again, and discard it.',
};

export const mayRelease = (reason: QuarantineReason): boolean => neverReleased[reason] === undefined;

/** 409 for what is never released and for what another Admin has decided the other way; the same decision again is none. */
export const refuseDecision = ({ held: { reason, handled } }: QuarantinedEmail, action: Handling['action']): void => {
  const never = neverReleased[reason];
  if (action === 'released' && never) throw new ServiceError('conflict', `quarantine-${reason}`, never);
  if (!handled || handled.action === action) return;
  const message =
    handled.action === 'released' ? 'This mail was released already.' : 'This mail was discarded already.';
  throw new ServiceError('conflict', `quarantine-${handled.action}`, message);
};

/** Held back for another reason, and found to hold what must reach nobody: then nothing that was taken out of it is kept with it. */
export const foundOut = (email: QuarantinedEmail, reason: 'malware' | 'unparseable'): QuarantinedEmail => ({
  ...email,
  attachments: [],
  body: { text: '', html: null, quotedText: null },
  bodyKey: null,
  quarantineReason: reason,
  held: { ...email.held, reason },
});

/** Somebody whom the thread does not know: the address stands in the name, since that is what mail programs show. */
const strangerIn = ({ from: { name: said, address } }: IncomingEmail): Writer => {
  // What a stranger calls himself may be somebody else's address. Where there is none to show, the name lists several, and is ours.
  const name = address === '' ? said : mailedName(said);
  const named = name !== '' && name !== address ? `${name} (${address})` : address;
  return { contactId: null, userId: null, role: 'to', name: address === '' ? name : named, address };
};

/** Whom a released mail is from: the person of the thread whose address it carries, for which the Admin vouches; or a stranger. */
export const releasedWriter = (communication: CurrentCommunication, email: IncomingEmail): Writer =>
  authorOf(communication, email.from.address) ?? strangerIn(email);

const recordedFrom = (communication: CurrentCommunication, { from }: IncomingEmail): IncomingEmail['from'] => {
  const author = authorOf(communication, from.address);
  return author
    ? { contactId: author.contactId, userId: author.userId, name: author.name, address: author.address }
    : from;
};

/** Kept out for good; nothing of its conversation matters for that. */
export const discarded = (email: QuarantinedEmail, handled: Handling): QuarantinedEmail => {
  const { tellAt: _, ...held } = email.held;
  return { ...email, status: 'discarded', held: { ...held, handled } };
};

/**
 * The mail as it stands after the decision. Released, it enters the thread at that moment, not at its arrival: so it is new
 * to everybody who has read the thread since. A stranger does not become a participant by it.
 */
export const decided = (
  communication: CurrentCommunication,
  email: QuarantinedEmail,
  handled: Handling,
): QuarantinedEmail => {
  if (handled.action === 'discarded') return discarded(email, handled);
  const { tellAt: _, ...held } = email.held;
  const isBcc = releasedWriter(communication, email).role === 'bcc';
  return {
    ...email,
    status: 'recorded',
    createdAt: handled.at,
    from: recordedFrom(communication, email),
    visibility: isBcc ? 'sender_and_admins' : 'thread',
    held: { ...held, handled, unfinished: true },
  };
};
