import type { QuarantineNotice } from '../../domain/conversation/quarantine-facts.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { quarantineWords } from '../../domain/labels/quarantine-words.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';

/** The subject, text and HTML of the notice about quarantined mail, in one language. Values are escaped here. */

const words = {
  en: {
    subject: (project: string, kind: string) => `${project}: mail quarantined (${kind})`,
    what: (project: string, count: number) =>
      count === 1
        ? `One email sent to a conversation of the project ${project} was quarantined.`
        : `${count} emails sent to conversations of the project ${project} were quarantined.`,
    why: (why: string) => `Why: ${why}`,
    nobody: 'No one in the conversation received it, and the sender was not notified.',
    toDo: 'What to do: review it under Quarantine, and release or discard it. More may have arrived since: that page lists all quarantined mail.',
    open: 'Open the quarantine:',
    footer: 'Sent automatically by Courriel, at most once a day for each reason. Replies to this message are not read.',
  },
  fr: {
    subject: (project: string, kind: string) => `${project} : courriel retenu (${kind})`,
    what: (project: string, count: number) =>
      count === 1
        ? `Un courriel envoyé à une conversation du projet ${project} a été retenu.`
        : `${count} courriels envoyés à des conversations du projet ${project} ont été retenus.`,
    why: (why: string) => `Pourquoi : ${why}`,
    nobody: 'Personne de la conversation n’a reçu de courriel, et l’expéditeur n’a pas reçu de réponse.',
    toDo: 'Que faire : consultez la quarantaine, puis libérez-le ou écartez-le. D’autres ont pu arriver depuis : cette page montre tout ce qui est retenu.',
    open: 'Ouvrir la quarantaine :',
    footer:
      'Envoyé automatiquement par Courriel, une fois par jour au plus pour chaque motif. Personne ne lit les réponses à cet avis.',
  },
};

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/** `link`: URL of the project's quarantine. */
export const quarantineNoticeBody = (
  { reason, projectName, emailIds }: QuarantineNotice,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const say = words[language];
  const { kind, why } = quarantineWords[language][reason];
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
