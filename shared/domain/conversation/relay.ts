import { derivedId, sha256Hex } from '../ids.ts';
import { maxSubjectLength } from '../limits.ts';
import { isMessageId, sameAddress } from '../mail-address.ts';
import type { Communication } from './communication.ts';
import type { EmailBody, IncomingEmail, Mailbox, OutgoingEmail, Recipient } from './email.ts';
import type { PassedOn } from './quarantine-facts.ts';
import { carriedFiles } from './relay-body.ts';
import type { CurrentCommunication } from './thread-addresses.ts';
import { asideOf, peopleOf, replyAudience } from './thread-people.ts';

/**
 * Makes the relay of a recorded reply, which takes it to the others (docs/receiving.md#relays). A relay is a new email
 * built from the reply's parsed parts.
 */

/** The header that marks our relays, so that one is recognised when it comes back. */
export const relayHeader = 'X-Courriel-Relay';

/**
 * Keeps automatic systems from answering a relay (RFC 3834, and the header that Exchange honours), with our own mark
 * against loops.
 */
export const relayHeaders = (communicationId: string): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  [relayHeader]: communicationId,
});

/** The author of a mail, as a person of the conversation. */
export type Author = {
  contactId: string;
  userId: string | null;
  role: Recipient['role'];
  name: string;
  address: string;
};

/** The author of a relayed mail. `contactId` is null when an Admin released mail from outside the conversation. */
export type RelayAuthor = Omit<Author, 'contactId'> & { contactId: string | null };

/**
 * The person of the conversation with that address, or null. A person openly in To or Cc wins over one in Bcc; a person
 * who was shown only one email is treated like one in Bcc.
 */
export const authorOf = (communication: CurrentCommunication, address: string): Author | null => {
  const { shownOne, authors } = asideOf(communication);
  const hidden = shownOne.map((person) => ({ ...person, role: 'bcc' as const }));
  const found = [...peopleOf(communication), ...authors, ...hidden].filter((p) => sameAddress(p.address, address));
  const person = found.find((p) => p.role !== 'bcc') ?? found[0];
  if (!person) return null;
  const { recipientId, ...rest } = person;
  // The sender always writes openly, even when they put themselves in Bcc.
  return { ...rest, contactId: recipientId, role: recipientId === communication.sender.contactId ? 'to' : rest.role };
};

/**
 * The people who get this author's mail: the whole conversation, or, if the author is not openly in it, only those who
 * wrote to the author.
 */
const replyAudienceOf = (communication: Communication, author: RelayAuthor): Recipient[] =>
  author.role === 'bcc' && author.contactId !== null
    ? replyAudience(communication, author.contactId)
    : peopleOf(communication);

/**
 * The recipients of a relay: the author's reply audience without the author and without those to whom the reply itself
 * was addressed.
 */
export const relayRecipients = (
  communication: Communication,
  author: RelayAuthor,
  addressed: readonly Pick<Mailbox, 'address'>[],
): Recipient[] =>
  replyAudienceOf(communication, author).filter(
    (p) =>
      p.recipientId !== author.contactId &&
      !sameAddress(p.address, author.address) &&
      !addressed.some((a) => sameAddress(a.address, p.address)),
  );

/**
 * The people whom the relay's headers list: everybody in the reply audience who may be seen, whether or not the relay
 * goes to them, but never the author.
 */
const visiblePeople = (communication: Communication, author: RelayAuthor): Mailbox[] =>
  replyAudienceOf(communication, author)
    .filter((p) => p.recipientId !== author.contactId)
    .filter((p) => author.role === 'bcc' || p.role !== 'bcc')
    .map((p) => ({ contactId: p.recipientId, name: p.name, address: p.address }));

/** The id depends on the mail alone, so each mail has one relay, whichever process makes it. */
export const relayIdOf = (incomingEmailId: string): string => derivedId('eml', 'relay', incomingEmailId);

/**
 * The relay of a recorded reply, or null without recipients. The same reply always makes the same relay. Its body is
 * built from the reply when it is sent (relay-body.ts).
 */
export const relayOf = (
  communication: Communication,
  reply: IncomingEmail,
  author: RelayAuthor,
  body: EmailBody,
  passedOn?: PassedOn,
): OutgoingEmail | null => {
  const recipients = relayRecipients(communication, author, [...reply.to, ...reply.cc]);
  if (recipients.length === 0) return null;
  return {
    ...takenFromReply(reply, passedOn),
    id: relayIdOf(reply.id),
    direction: 'outgoing',
    kind: 'relay',
    from: { contactId: author.contactId, name: author.name, address: author.address, userId: author.userId },
    to: visiblePeople(communication, author),
    cc: [],
    subject: (reply.subject.trim() || `Re: ${communication.subject}`).slice(0, maxSubjectLength).toWellFormed(),
    body: null,
    bodyKey: null,
    attachments: carriedFiles(reply.attachments, body),
    messageIds: [],
    language: communication.language,
    recipients,
    document: null,
    private: communication.private,
    requestHash: sha256Hex(reply.id),
    relayOf: reply.id,
    inReplyTo: reply.messageIds.find(isMessageId) ?? null,
    run: 1,
    settledAt: null,
  };
};

const takenFromReply = (
  { projectId, invoiceId, communicationId, createdAt, visibility }: IncomingEmail,
  passedOn: PassedOn | undefined,
) => ({
  projectId,
  invoiceId,
  communicationId,
  // One millisecond later, so that the relay follows the reply in the thread.
  createdAt: new Date(Date.parse(passedOn?.at ?? createdAt) + 1).toISOString(),
  visibility,
  ...(passedOn && { passedOn }),
});
