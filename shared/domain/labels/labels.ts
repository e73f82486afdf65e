import type { Language } from '../text.ts';
import { en, type Labels } from './en.ts';
import { fr } from './fr.ts';

export type { Labels } from './en.ts';

const catalogues: Record<Language, Labels> = { en, fr };

/** The texts of one language for documents, mails and pages; never names or values. */
export const labels = (language: Language): Labels => catalogues[language];
