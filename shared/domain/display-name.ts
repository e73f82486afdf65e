import { MailLine } from './text.ts';

/**
 * The name that a mail program shows instead of an address. Most programs show nothing else, so a name that looks like an
 * address, or like nothing, lends the message somebody else's face.
 */

/** In any spelling that compatibility turns into these: full-width, small forms. */
const holdsAddressMarks = (text: string): boolean => /[@<>]/.test(text.normalize('NFKC'));

/** U+2800 is a blank Braille cell, which Unicode counts among the symbols. A mark alone stands on nothing. */
const drawsNothing = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\p{M}\u2800]/gu;

const isVisible = (text: string): boolean => text.normalize('NFKC').replace(drawsNothing, '') !== '';

/** A person's or a group's name, as it is typed or imported. */
export const DisplayName = (max: number) =>
  MailLine(max)
    .refine((s) => !holdsAddressMarks(s), 'must not hold @, < or >: write the name without an address')
    .refine(isVisible, 'must hold letters that can be seen');

/**
 * What of a name may stand in the head of a mail. Names stored before the rule above, and names that came by mail, lose the
 * words with marks of an address and encoded words; an empty answer leaves the address to speak for itself.
 */
export const mailedName = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => !holdsAddressMarks(word) && !word.includes('=?'));
  const kept = words.length === name.split(/\s+/).length ? name : words.join(' ').trim();
  return isVisible(kept) ? kept : '';
};
