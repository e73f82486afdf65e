import type { NoticeFacts } from '../../domain/conversation/notice-facts.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';
import { labels, noticeWordsOf } from '../../words/words.ts';

/** The subject, text and HTML of a notice about delivery failures, in one language. Values are escaped here. */

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
    ? noticeWordsOf(language).failure.reported(withoutLinks(detail))
    : noticeWordsOf(language).failure.httpStatus(status);
};

const withOthers = (person: string, { others }: NoticeFacts, language: Language): string =>
  others === undefined ? person : noticeWordsOf(language).failure.and(person, others);

const paragraphsOf = (facts: NoticeFacts, language: Language): string[] => {
  const say = noticeWordsOf(language).failure;
  const person = facts.name === '' ? facts.address : `${facts.name} (${facts.address})`;
  return [
    say.what(facts.invoiceNumber, withOthers(person, facts, language))[facts.trouble],
    ...(facts.detail === null ? [] : [reasonOf(facts.detail, language)]),
    ...(facts.others === undefined ? [say.toDo[facts.trouble], say.others] : [say.allToDo]),
  ];
};

/** The notice as it appears in the thread. */
export const noticeWords = (facts: NoticeFacts, language: Language): { subject: string; text: string } => ({
  subject: noticeWordsOf(language)
    .failure.subject(facts.invoiceNumber, withOthers(facts.name || facts.address, facts, language))
    [facts.trouble].slice(0, maxSubjectLength)
    .toWellFormed(),
  text: paragraphsOf(facts, language).join('\n\n'),
});

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/** The notice as it is mailed. `link`: URL of the conversation. */
export const noticeBody = (
  facts: NoticeFacts,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const say = noticeWordsOf(language).failure;
  const { subject, text } = noticeWords(facts, language);
  const url = escapeHtml(link);
  const html = `<!DOCTYPE html>
<html lang="${language}-CA"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#111827;overflow-wrap:anywhere">
${paragraphsOf(facts, language)
  .map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`)
  .join('\n')}
<p style="margin:0 0 12px">${say.open} <a href="${url}">${url}</a></p>
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e7eb;${small}">${say.footer}</p>
</body></html>
`;
  return { subject, text: `${text}\n\n${say.open} ${link}\n\n-- \n${say.footer}\n`, html };
};
