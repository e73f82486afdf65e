import { en, type Labels } from './en/document.ts';
import { mail as englishMail } from './en/mail.ts';
import { notices as englishNotices } from './en/notices.ts';
import { problems as englishProblems } from './en/problems.ts';
import { reasons as englishReasons } from './en/quarantine.ts';
import { fr } from './fr/document.ts';
import { mail as frenchMail } from './fr/mail.ts';
import { notices as frenchNotices } from './fr/notices.ts';
import { problems as frenchProblems } from './fr/problems.ts';
import { reasons as frenchReasons } from './fr/quarantine.ts';

/** The words that people read, by language. The page's own are chosen in web/src/strings/language.tsx. */

export type { Labels } from './en/document.ts';

type Language = 'en' | 'fr';

const byLanguage = <T>(english: T, french: T) => {
  const catalogues: Record<Language, T> = { en: english, fr: french };
  return (language: Language): T => catalogues[language];
};

/** Words that the document, the notices and the page share. */
export const labels = byLanguage<Labels>(en, fr);

/** Why mail is quarantined, by reason. */
export const quarantineReasons = byLanguage(englishReasons, frenchReasons);

/** The sentences around a person's own words in our mails. */
export const mailWords = byLanguage(englishMail, frenchMail);

/** The marker line in each language. */
export const markers = [englishMail.marker, frenchMail.marker] as const;

/** The notice that a delivery failed. */
export const failureNoticeWords = byLanguage(englishNotices.failure, frenchNotices.failure);

/** The notice that mail was quarantined. */
export const quarantineNoticeWords = byLanguage(englishNotices.quarantine, frenchNotices.quarantine);

/** The titles and details of the API's problems. */
export const problemWords = byLanguage(englishProblems, frenchProblems);
