import type { Language } from '../text.ts';
import type { PassedOn } from './quarantine-facts.ts';

/** The line above a relayed text that an Admin let through, for readers who cannot see the Emails tab. */
const words: Record<Language, { passed: (name: string) => string; unverified: string }> = {
  en: {
    passed: (name) => `Passed on by ${name}.`,
    unverified: 'The mail service could not verify who wrote it.',
  },
  fr: {
    passed: (name) => `Transmis par ${name}.`,
    unverified: 'Le service de courriel n’a pas pu vérifier qui l’a écrit.',
  },
};

export const passedOnWords = ({ name, verified }: PassedOn, language: Language): string => {
  const { passed, unverified } = words[language];
  return `[${passed(name)}${verified ? '' : ` ${unverified}`}]`;
};
