import type { Communication } from '../conversation/communication.ts';
import type { Email, Mailbox } from '../conversation/email.ts';
import { isOpenlyIn, isSecret, peopleOf } from '../conversation/thread-people.ts';
import { type DirectoryEntry, personEntry } from '../project/directory-entry.ts';
import type { Contact } from '../project/project.ts';
import type { Language } from '../text.ts';
import { answerSubject } from './reply-subject.ts';

/**
 * The composer's initial recipients and subject for an answer: a reply or forward written in the tab. A Bcc person is
 * never proposed to anyone else.
 */

export type AnswerKind = 'reply' | 'reply_all' | 'forward';

/**
 * Whether an email can be answered. A relay carries an email of the thread, which is answered itself; a notice has no
 * author to answer.
 */
export const isAnswerable = ({ kind }: Email): boolean => kind !== 'relay' && kind !== 'notice';

const idsOf = (boxes: readonly Mailbox[]): string[] => boxes.map((box) => box.contactId).filter((id) => id !== null);

const unique = (ids: readonly string[], without: readonly string[]): string[] =>
  [...new Set(ids)].filter((id) => !without.includes(id));

/**
 * A reply goes to the email's author; a reply to one's own email goes to that email's To. Reply all adds the email's To
 * and Cc and, if the email is open to the whole conversation, everybody who is openly in it.
 */
const answerPeople = (c: Communication, email: Email, kind: AnswerKind, me: string): { to: string[]; cc: string[] } => {
  if (kind === 'forward') return { to: [], cc: [] };
  // A Bcc person's answer goes to the sender alone.
  if (isSecret(c, me)) return { to: [c.sender.contactId], cc: [] };
  const isOwn = email.from.contactId === me;
  const addressees = isOwn ? idsOf(email.to) : idsOf([email.from]);
  if (kind === 'reply') return { to: unique(addressees, [me]), cc: [] };
  const to = unique([...addressees, ...idsOf(email.to)], [me]);
  const everybody = email.visibility === 'thread' ? peopleOf(c).map((person) => person.recipientId) : [];
  const open = everybody.filter((id) => isOpenlyIn(c, id));
  return { to, cc: unique([...idsOf(email.cc), ...open], [me, ...to]) };
};

/** English if everybody in To reads English, otherwise French; the conversation's language while To is empty. */
const languageFor = (to: readonly Contact[], { language }: Communication): Language => {
  if (to.length === 0) return language;
  return to.every((contact) => contact.language === 'en') ? 'en' : 'fr';
};

/** `me` is the caller's contact id. `aside`: only those addressed, the sender and the Admins will see the answer. */
export const answerDefaults = (
  { communication: c, email, kind }: { communication: Communication; email: Email; kind: AnswerKind },
  contacts: readonly Contact[],
  me: string,
) => {
  const people = answerPeople(c, email, kind, me);
  const known = (ids: readonly string[]): Contact[] =>
    ids.flatMap((id) => contacts.filter((contact) => contact.id === id));
  const entries = (ids: readonly string[]): DirectoryEntry[] => known(ids).map(personEntry);
  const as = kind === 'forward' ? 'forward' : 'reply';
  const subject = email.subject.trim() || c.subject;
  const subjects = { en: answerSubject(as, subject, 'en'), fr: answerSubject(as, subject, 'fr') };
  const language = languageFor(known(people.to), c);
  const aside = kind === 'forward' || email.visibility !== 'thread' || isSecret(c, me);
  return { to: entries(people.to), cc: entries(people.cc), subject: subjects[language], subjects, language, aside };
};
