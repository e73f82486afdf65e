import type { Language } from '../text.ts';
import { en, type Labels } from './en.ts';
import { fr } from './fr.ts';

export type { Labels } from './en.ts';

const catalogues: Record<Language, Labels> = { en, fr };

/** The words of one language: what a document, a mail or a page says, never a name or a value. */
export const labels = (language: Language): Labels => catalogues[language];
