import type { QuarantineNotice } from '../../domain/conversation/quarantine-facts.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';
import { noticeWordsOf, quarantineReasons } from '../../words/words.ts';

/** The subject, text and HTML of the notice about quarantined mail, in one language. Values are escaped here. */

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/** `link`: URL of the project's quarantine. */
export const quarantineNoticeBody = (
  { reason, projectName, emailIds }: QuarantineNotice,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const say = noticeWordsOf(language).quarantine;
  const { kind, why } = quarantineReasons(language)[reason];
  const paragraphs = [say.what(projectName, emailIds.length), say.why(why), say.nobody, say.toDo];
  const url = escapeHtml(link);
  const html = `<!DOCTYPE html>
<html lang="${language}-CA"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#111827;overflow-wrap:anywhere">
${paragraphs.map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`).join('\n')}
<p style="margin:0 0 12px">${say.open} <a href="${url}">${url}</a></p>
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e7eb;${small}">${say.footer}</p>
</body></html>
`;
  return {
    subject: say.subject(projectName, kind).slice(0, maxSubjectLength).toWellFormed(),
    text: `${paragraphs.join('\n\n')}\n\n${say.open} ${link}\n\n-- \n${say.footer}\n`,
    html,
  };
};
