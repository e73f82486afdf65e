import { escapeHtml } from '../../domain/escape-html.ts';
import type { Language } from '../../domain/text.ts';

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/**
 * The text and HTML of a notice: its paragraphs, a link and a footer. Escapes the paragraphs and the link (`url`); `open`
 * introduces the link.
 */
export const noticePage = (
  paragraphs: readonly string[],
  url: string,
  { open, footer }: { open: string; footer: string },
  language: Language,
): { text: string; html: string } => {
  const link = escapeHtml(url);
  return {
    text: `${paragraphs.join('\n\n')}\n\n${open} ${url}\n\n-- \n${footer}\n`,
    html: `<!DOCTYPE html>
<html lang="${language}-CA"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#111827;overflow-wrap:anywhere">
${paragraphs.map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`).join('\n')}
<p style="margin:0 0 12px">${open} <a href="${link}">${link}</a></p>
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e7eb;${small}">${footer}</p>
</body></html>
`,
  };
};
