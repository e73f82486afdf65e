import { normalizeAddress } from '../mail-address.ts';

/**
 * The one address in a mail's From, read so strictly that no other program can read another one. Every parser forgives
 * something else, and a value that two of them read differently lets a stranger pass one check under each name. Pure.
 */

/** A From longer than this is no person's: RFC 5322 ends a line at 998 characters, and encoded names take a few of them. */
const maxFieldLength = 4_000;

/**
 * RFC 5322 section 3.4: words and quoted strings, then an address in angle brackets, then nothing. Dots between the words
 * are allowed ("John Q. Public", section 4.1), and so is text beyond ASCII (RFC 6532). Encoded words are plain words
 * here: nothing is decoded before the address is found. Comments and groups are refused. The alternatives begin with
 * different characters, so that there is nothing to try twice.
 */
const namedAddress =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~. \t-]|\P{ASCII}|"(?:[ !#-[\]-~\t]|\P{ASCII}|\\[ -~])*")*<([^<>]+)>[ \t]*$/u;

/** Lines by any line end that a program may know: a bare CR hides a second From from those that do not. */
const beginsFrom = (line: string): boolean => /^from[ \t]*:/i.test(line);
const countFrom = (head: string): number => head.split(/\r\n|\r|\n/).filter(beginsFrom).length;

/**
 * `head`: the header lines, one character a byte. Null unless there is exactly one From and it holds exactly one plain
 * address. A bare CR or a NUL in it fits nowhere in the pattern or in an address.
 */
export const strictSender = (head: string): string | null => {
  const [field, ...others] = head.split(/\r?\n(?![ \t])/).filter(beginsFrom);
  if (field === undefined || others.length > 0 || countFrom(head) !== 1) return null;
  if (field.length > maxFieldLength || !/^from:/i.test(field)) return null;
  const value = Buffer.from(field.slice('from:'.length), 'latin1')
    .toString('utf8')
    .replace(/\r?\n(?=[ \t])/g, '');
  return normalizeAddress(namedAddress.exec(value)?.[1] ?? value.replace(/^[ \t]+|[ \t]+$/g, ''));
};
