import type { QuarantineNotice } from '../../domain/conversation/quarantine-facts.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';
import { quarantineNoticeWords, quarantineReasons } from '../../words/words.ts';
import { noticePage } from './notice-page.ts';

/** The subject, text and HTML of the notice about quarantined mail, in one language. */

/** `link`: URL of the project's quarantine. */
export const quarantineNoticeBody = (
  { reason, projectName, emailIds }: QuarantineNotice,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const say = quarantineNoticeWords(language);
  const { kind, why } = quarantineReasons(language)[reason];
  const paragraphs = [say.what(projectName, emailIds.length), say.why(why), say.nobody, say.toDo];
  return {
    subject: say.subject(projectName, kind).slice(0, maxSubjectLength).toWellFormed(),
    ...noticePage(paragraphs, link, say, language),
  };
};
