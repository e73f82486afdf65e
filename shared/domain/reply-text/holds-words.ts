import { htmlToText } from './cut-html.ts';
import { htmlPage } from './html-tokens.ts';
import { withoutPictures } from './picture-marks.ts';

/**
 * Tells whether HTML contains every word of a text, as often as the text does. The text and the HTML of one mail are
 * cut by different marks: whatever a program or gateway did to one of them, no word of the text may be missing from the
 * HTML.
 */

/**
 * Text that programs add when they convert HTML: link targets and list numbers. A pattern that crossed line ends would
 * rescan a run of empty lines once for each of them.
 */
const added = /<?(?:https?|mailto|tel|cid):[^\s>)\]]*[>)\]]?|^[ \t\u00a0>]*\d{1,3}[.)](?=\s)/gim;

/** Scripts without spaces are wrapped anywhere, so each of their letters counts as a word. */
const words =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}])[\p{L}\p{M}\p{N}])+/gu;

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

const wordsOf = (text: string): string[] =>
  text.replace(invisible, '').normalize('NFKC').toLowerCase().match(words) ?? [];

export const holdsWords = (html: string, text: string): boolean => {
  const left = new Map<string, number>();
  for (const word of wordsOf(htmlToText(htmlPage(html)))) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of wordsOf(withoutPictures(text).replace(added, ' '))) {
    const count = left.get(word) ?? 0;
    if (count === 0) return false;
    left.set(word, count - 1);
  }
  return true;
};
