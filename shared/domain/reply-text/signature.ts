import { isListFooter, isProgramFooter } from './footers.ts';

/** What stands below a text under every mail of the person: the name under "-- ", "Sent from my iPhone", a list's footer. */

export type Signed = { text: string; signature: string | null };

const maxLines = 14;
const maxCharacters = 1_200;

const delimiter = /^(?:- )?(?:--|—|–|__)\s*$/;
const initials = /^[-–—~]\s?\p{Lu}[\p{L}.'-]{0,20}(?:\s\p{Lu}[\p{L}.'-]{0,20}){0,2}\s*$/u;
const rule = /^[-_=*]{5,}\s*$/;
const pgp = /^-----BEGIN PGP SIGNATURE-----/;

/** A name, a number, an address: no sentence. */
const isContact = (line: string): boolean =>
  line.length <= 60 && line.split(/\s+/).length <= 6 && !/[.!?]\s*$/.test(line.trimEnd());

const isFooter = (line: string): boolean => isProgramFooter(line) || isListFooter(line);

const startsAt = (lines: readonly string[], at: number): boolean => {
  const line = (lines[at] ?? '').trim();
  const below = lines.slice(at + 1).filter((text) => text.trim() !== '');
  if (pgp.test(line)) return true;
  if (below.length > maxLines || below.join('').length > maxCharacters) return false;
  if (delimiter.test(line)) return below.length > 0 && below.every((text) => text.length <= 160);
  if (rule.test(line)) return isFooter(below[0] ?? '');
  if (isListFooter(line)) return lines[at - 1]?.trim() === '';
  if (isProgramFooter(line))
    return below.length <= 6 && below.every((text) => isFooter(text) || isContact(text.trim()));
  return below.length === 0 && initials.test(line) && !/^\s*[-–—*•]/.test(lines[at - 1] ?? '');
};

/** Looked for in the last lines only. Never takes everything. */
export const splitSignature = (text: string): Signed => {
  const lines = text.split('\n');
  const first = Math.max(1, lines.length - 60);
  for (let at = first; at < lines.length; at += 1) {
    if (lines[at]?.trim() === '' || !startsAt(lines, at)) continue;
    const own = lines.slice(0, at).join('\n').trim();
    if (own === '') continue;
    // A list's footer stands below the person's own.
    const above = splitSignature(own);
    return { text: above.text, signature: [above.signature ?? '', ...lines.slice(at)].join('\n').trim() };
  }
  return { text, signature: null };
};
