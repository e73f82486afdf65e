import { lettersWithoutFont } from '../../../shared/documents/layout/printable.ts';
import { type FieldError, invalidRequest } from '../../../shared/domain/errors.ts';
import { maxFieldErrors } from '../../../shared/domain/limits.ts';

/** As many letters as a person needs to recognise the script. */
const mostLetters = 5;

const named = (letter: string): string =>
  `${letter} (U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;

const errorOf = (pointer: string, letters: readonly string[]): FieldError => {
  const shown = letters.slice(0, mostLetters).map(named).join(', ');
  const isMore = letters.length > mostLetters;
  const [, index] = /^\/lines\/(\d+)\//.exec(pointer) ?? [];
  const row = index === undefined ? null : Number(index) + 1;
  return { pointer, detail: (say) => say.import.withoutFont(isMore ? `${shown} …` : shown, row) };
};

/** `path` is joined only where something is wrong: an invoice of 20,000 lines has 300,000 values. */
const collect = (value: unknown, path: string[], errors: FieldError[]): void => {
  if (typeof value === 'string') {
    const letters = lettersWithoutFont(value);
    if (letters.length > 0) errors.push(errorOf(`/${path.join('/')}`, letters));
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      path.push(key);
      collect(inner, path, errors);
      path.pop();
    }
  }
};

/**
 * Throws if a text of the body has letters that no font has, since they would be printed as boxes. Signs alone are let
 * through: a bullet from a word processor takes no word away.
 */
export const requirePrintable = (body: object): void => {
  const errors: FieldError[] = [];
  collect(body, [], errors);
  if (errors.length > 0) throw invalidRequest(errors.slice(0, maxFieldErrors));
};
