import { fault } from './schema-fault.ts';
import { MailLine } from './text.ts';

/**
 * The name that a mail program shows instead of an address. Most programs show nothing else, so a name that looks like
 * an address, or like nothing, makes the message appear to come from somebody else.
 */

/** Normalises first, because full-width and small forms of these characters look the same to a reader. */
const holdsAddressMarks = (text: string): boolean => /[@<>]/.test(text.normalize('NFKC'));

/** U+2800 is a blank Braille cell, which Unicode classifies as a symbol. A combining mark alone is also invisible. */
const drawsNothing = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\p{M}\u2800]/gu;

const isVisible = (text: string): boolean => text.normalize('NFKC').replace(drawsNothing, '') !== '';

/** The schema of a person's or a group's name, as typed or imported: one line of at most `max` UTF-16 units. */
export const DisplayName = (max: number) =>
  MailLine(max)
    .refine((s) => !holdsAddressMarks(s), fault('addressMarks'))
    .refine(isVisible, fault('invisible'));

/**
 * The part of a name that may appear in a mail's headers. Names from incoming mail, and names stored before the rule
 * above existed, lose every word that contains `@`, `<`, `>` or an encoded word. Empty if nothing visible is left; the
 * address then stands alone.
 */
export const mailedName = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => !holdsAddressMarks(word) && !word.includes('=?'));
  const kept = words.length === name.split(/\s+/).length ? name : words.join(' ').trim();
  return isVisible(kept) ? kept : '';
};
