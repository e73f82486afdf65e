import { mailWords } from '../../words/words.ts';
import { maxSubjectLength } from '../limits.ts';
import type { Language } from '../text.ts';

/** The subject of a reply or a forward. */

/**
 * The prefixes that mail programs add, also numbered ("RE[2]:"), in the languages of our users and their
 * correspondents.
 */
const prefix =
  /^\s*(?:re|ré|rép|aw|antw|sv|vs|res|tr|fw|fwd|wg|rv|enc|doorst)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*/i;

/** "TR : RE: Facture 7" ─▶ "Facture 7". */
const bareSubject = (subject: string): string => {
  let bare = subject.trim();
  while (prefix.test(bare)) bare = bare.replace(prefix, '');
  return bare.trim();
};

/**
 * Replaces the subject's prefixes by one. A reply gets "Re: " in both languages: mail programs group a thread by it.
 */
export const answerSubject = (as: 'reply' | 'forward', subject: string, language: Language): string => {
  const before = as === 'reply' ? 'Re: ' : mailWords(language).forwardPrefix;
  return `${before}${bareSubject(subject)}`.slice(0, maxSubjectLength).toWellFormed().trim();
};
