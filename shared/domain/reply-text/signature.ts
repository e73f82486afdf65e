import { isDisclaimer } from './disclaimers.ts';
import { isListFooter, isProgramFooter } from './footers.ts';

/** Finds the signature, what stands under every mail of a person: a name, "Sent from my iPhone", a list's footer. */

export type Signed = { text: string; signature: string | null };

const maxLines = 14;
const maxCharacters = 1_200;

const delimiter = /^(?:- )?(?:--|—|–|__)\s*$/;
/** The longest line that may follow a delimiter. Programs write "-- " by agreement, while people also type "--". */
const longestBelow = (delimiting: string): number => (delimiting.endsWith(' ') ? 160 : 100);
const initials = /^[-–—~]\s?\p{Lu}[\p{L}.'-]{0,20}(?:\s\p{Lu}[\p{L}.'-]{0,20}){0,2}\s*$/u;
const rule = /^[-_=*]{5,}\s*$/;
const pgp = /^-----BEGIN PGP SIGNATURE-----/;

/** Whether a line may be a name, a number or an address, and is not a sentence. */
const isContact = (line: string): boolean =>
  line.length <= 60 && line.split(/\s+/).length <= 6 && !/[.!?]\s*$/.test(line.trimEnd());

const isFooter = (line: string): boolean => isProgramFooter(line) || isListFooter(line);

/** The index of the line after the paragraph that starts at `at`, and its lines joined. */
const paragraphAt = (lines: readonly string[], at: number): { end: number; text: string } => {
  let end = at;
  while (end < lines.length && lines[end]?.trim() !== '') end += 1;
  const pieces = lines.slice(at, Math.min(end, at + 40)).map((line) => line.slice(0, 1_500));
  return { end, text: pieces.join(' ').replace(/^[-_=*\s]{5,}/, '') };
};

/** Whether only notices follow: a notice first, and then nothing but notices, names and addresses. */
const startsNotices = (lines: readonly string[], at: number): boolean => {
  const above = lines[at - 1]?.trim() ?? '';
  if (above !== '') return false;
  let { end, text } = paragraphAt(lines, at);
  // A rule may stand alone above the notice.
  if (rule.test(lines[at]?.trim() ?? '') && end === at + 1 && end < lines.length)
    ({ end, text } = paragraphAt(lines, end + 1));
  if (!isDisclaimer(text)) return false;
  while (end < lines.length) {
    const from = end + 1;
    ({ end, text } = paragraphAt(lines, from));
    const isMore = isDisclaimer(text) || lines.slice(from, end).every((line) => isFooter(line) || isContact(line));
    if (!isMore) return false;
  }
  return true;
};

const startsAt = (lines: readonly string[], at: number): boolean => {
  const line = (lines[at] ?? '').trim();
  const below = lines.slice(at + 1).filter((text) => text.trim() !== '');
  if (pgp.test(line) || startsNotices(lines, at)) return true;
  if (below.length > maxLines || below.join('').length > maxCharacters) return false;
  if (delimiter.test(line))
    return below.length > 0 && below.every((text) => text.length <= longestBelow(lines[at] ?? '') || isFooter(text));
  if (rule.test(line)) return isFooter(below[0] ?? '');
  if (isListFooter(line)) return lines[at - 1]?.trim() === '';
  if (isProgramFooter(line))
    return below.length <= 6 && below.every((text) => isFooter(text) || isContact(text.trim()));
  return below.length === 0 && initials.test(line) && !/^\s*[-–—*•]/.test(lines[at - 1] ?? '');
};

/** Separates a last line that is only the author's address, with which Foxmail signs; null if there is none. */
const withoutOwnAddress = (text: string, address: string): Signed | null => {
  const at = text.lastIndexOf('\n');
  const isAddress = at > 0 && text.slice(at).trim().toLowerCase() === address.toLowerCase();
  const own = isAddress ? text.slice(0, at).trim() : '';
  return own === '' ? null : { text: own, signature: text.slice(at).trim() };
};

/** How many lines from the end a signature may start. */
const maxLinesBack = 60;
/** How many signatures may follow each other: the person's own, a program's, a list's. Nobody has more than this. */
const maxStacked = 8;

const endOf = (lines: readonly string[], end: number): number => {
  let at = end;
  while (at > 0 && lines[at - 1]?.trim() === '') at -= 1;
  return at;
};

/** The line at which the last signature above `end` starts, or -1. `first` is the first line with text, never it. */
const lastSignature = (lines: readonly string[], first: number, end: number): number => {
  // One line more, because whether a signature starts at a line depends on the line above it.
  const from = Math.max(first, end - maxLinesBack - 1);
  const tail = lines.slice(from, end);
  const found = tail.findIndex((line, at) => at > 0 && line.trim() !== '' && startsAt(tail, at));
  return found < 0 ? -1 : from + found;
};

/**
 * Separates the signature from the text; only the last lines are searched, and some text always stays. `address` is the
 * author's. The lines are split once and each step checks only the last of them, so that a megabyte of lines that look
 * like signatures costs no more than any other text.
 */
export const splitSignature = (text: string, address = ''): Signed => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const parts: string[] = [];
  let end = endOf(lines, lines.length);
  for (let stacked = 0; stacked < maxStacked; stacked += 1) {
    const at = lastSignature(lines, first, end);
    if (at < 0) break;
    parts.unshift(lines.slice(at, end).join('\n').trim());
    end = endOf(lines, at);
  }
  if (parts.length > 0) return { text: lines.slice(0, end).join('\n').trim(), signature: parts.join('\n') };
  return withoutOwnAddress(text, address) ?? { text, signature: null };
};
