import { z } from 'zod';
import { type Communication, ThreadEntry } from '../conversation/communication.ts';
import { type Email, type EmailBody, type Mailbox, Recipient } from '../conversation/email.ts';
import type { Access } from '../conversation/permissions.ts';
import { seesRecipient, visibleEntries } from '../conversation/thread-visibility.ts';
import { attemptsOf, type Delivery } from '../delivery/delivery.ts';
import { CommunicationId, InvoiceId, ProjectId } from '../ids.ts';
import { maxSearchEntryLength } from '../limits.ts';
import { distinctWords } from '../search-text.ts';
import { Instant } from '../text.ts';

/** The small items that a search reads. They are derived from the emails and can be rebuilt at any time (ADR 29). */

/** The words of one email, with everything that decides who may see which of them. */
export const SearchEntry = z.object({
  entry: ThreadEntry,
  /** The number of attempts it is derived from: an entry made from fewer never replaces one made from more. */
  version: z.number().int(),
  words: z.string(),
  /** The recipients, each with the words that `words` lacks: a Bcc person's name, a corrected address. */
  people: z.array(Recipient.pick({ recipientId: true, userId: true, role: true }).extend({ words: z.string() })),
});
export type SearchEntry = z.infer<typeof SearchEntry>;

/**
 * The words of a whole conversation, by which a search finds candidates. Append-only; `rev` is the condition of each
 * write.
 */
export const SearchWords = z.object({
  communicationId: CommunicationId,
  projectId: ProjectId,
  invoiceId: InvoiceId,
  /** The conversation's last activity, which orders it. */
  at: Instant,
  rev: z.number().int(),
  /** Null for a conversation with more words than an item should hold: every search examines it. */
  words: z.string().nullable(),
});
export type SearchWords = z.infer<typeof SearchWords>;

const namesOf = (people: readonly Pick<Mailbox, 'name' | 'address'>[]): string[] =>
  people.flatMap(({ name, address }) => [name, address]);

/** People and files first: a long text must not push them out. */
const textsOf = (email: Email, body: EmailBody): string[] => [
  email.subject,
  ...namesOf([email.from, ...email.to, ...email.cc]),
  ...email.attachments.map(({ fileName }) => fileName),
  ...(email.direction === 'outgoing' && email.document ? [email.document.fileName] : []),
  body.text,
  body.signature ?? '',
];

/** `deliveries` are those of this email. They hold the addresses that were corrected after it was sent. */
export const searchEntryOf = (
  email: Email,
  entry: ThreadEntry,
  body: EmailBody,
  deliveries: readonly Delivery[],
): SearchEntry => {
  const words = distinctWords(textsOf(email, body), maxSearchEntryLength);
  const recipients = email.direction === 'outgoing' ? email.recipients : [];
  return {
    entry,
    version: deliveries.flatMap(attemptsOf).length,
    words,
    people: recipients.map(({ recipientId, userId, role, ...person }) => ({
      recipientId,
      userId,
      role,
      words: distinctWords(
        namesOf([person, ...deliveries.filter((d) => d.recipientId === recipientId)]),
        maxSearchEntryLength,
        words,
      ),
    })),
  };
};

/** All words by which some viewer may find the email. */
export const allWords = ({ words, people }: SearchEntry): string => [words, ...people.map((p) => p.words)].join(' ');

/**
 * Whether each of `words` occurs in something that the viewer may see. An email or a person that the thread hides from
 * the viewer is not searched for them either.
 */
export const matchesSearch = (
  viewer: Access,
  c: Communication,
  entries: readonly SearchEntry[],
  words: readonly string[],
): boolean => {
  const visible = new Set(
    visibleEntries(
      viewer,
      c,
      entries.map(({ entry }) => entry),
    ),
  );
  const texts = [distinctWords([c.subject], maxSearchEntryLength)];
  for (const { entry, words: open, people } of entries) {
    const known = people.filter((person) => seesRecipient(viewer, c, person));
    const tellsNothing = entry.kind === 'relay' && known.length === 0;
    if (visible.has(entry) && !tellsNothing) texts.push(open, ...known.map((person) => person.words));
  }
  return words.every((word) => texts.some((text) => text.includes(word)));
};
