import type { NoticeFacts } from '../../domain/conversation/notice-facts.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';
import { failureNoticeWords, labels } from '../../words/words.ts';
import { noticePage } from './notice-page.ts';

/** The subject, text and HTML of a notice about delivery failures, in one language. */

/**
 * Removes links from an outside server's text, so that our notice does not spread them; the page shows the full text.
 */
const withoutLinks = (detail: string): string =>
  detail
    .replaceAll(/(?:https?:\/\/|www\.)\S+/gi, '…')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .trim();

const reasonOf = (detail: string, language: Language): string => {
  const known: Record<string, string> = labels(language).details;
  if (Object.hasOwn(known, detail)) return known[detail] ?? '';
  const [, status] = /^http_(\d{3})$/.exec(detail) ?? [];
  return status === undefined
    ? failureNoticeWords(language).reported(withoutLinks(detail))
    : failureNoticeWords(language).httpStatus(status);
};

const withOthers = (person: string, { others }: NoticeFacts, language: Language): string =>
  others === undefined ? person : failureNoticeWords(language).and(person, others);

const paragraphsOf = (facts: NoticeFacts, language: Language): string[] => {
  const say = failureNoticeWords(language);
  const person = facts.name === '' ? facts.address : `${facts.name} (${facts.address})`;
  return [
    say.what(facts.invoiceNumber, withOthers(person, facts, language))[facts.trouble],
    ...(facts.detail === null ? [] : [reasonOf(facts.detail, language)]),
    ...(facts.others === undefined ? [say.toDo[facts.trouble], say.others] : [say.allToDo]),
  ];
};

/** The notice as it appears in the thread. */
export const noticeWords = (facts: NoticeFacts, language: Language): { subject: string; text: string } => ({
  subject: failureNoticeWords(language)
    .subject(facts.invoiceNumber, withOthers(facts.name || facts.address, facts, language))
    [facts.trouble].slice(0, maxSubjectLength)
    .toWellFormed(),
  text: paragraphsOf(facts, language).join('\n\n'),
});

/** The notice as it is mailed. `link`: URL of the conversation. */
export const noticeBody = (
  facts: NoticeFacts,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const { subject } = noticeWords(facts, language);
  return { subject, ...noticePage(paragraphsOf(facts, language), link, failureNoticeWords(language), language) };
};
