import { normalizeAddress } from '../mail-address.ts';

/**
 * Reads the one address in From so strictly that no other program can read a different one. Every parser tolerates
 * other errors, and a value that two of them read differently would let a stranger pass each check under a different
 * name.
 */

/** No genuine From is longer: RFC 5322 limits a line to 998 characters, and encoded names take a few lines. */
const maxFieldLength = 4_000;

/**
 * RFC 5322 section 3.4: words and quoted strings, then an address in angle brackets, then nothing. Dots between words
 * ("John Q. Public", section 4.1) and text beyond ASCII (RFC 6532) are allowed. Encoded words count as plain words:
 * nothing is decoded before the address is found. Comments and groups are rejected. The alternatives start with
 * different characters, so matching takes linear time.
 */
const namedAddress =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~. \t-]|\P{ASCII}|"(?:[ !#-[\]-~\t]|\P{ASCII}|\\[ -~])*")*<([^<>]+)>[ \t]*$/u;

const beginsFrom = (line: string): boolean => /^from[ \t]*:/i.test(line);

/** Counts From at every line ending that some program accepts, because a second From may hide behind a bare CR. */
const countFrom = (head: string): number => head.split(/\r\n|\r|\n/).filter(beginsFrom).length;

/**
 * The address in From, normalised; null unless there is exactly one From with exactly one plain address. `head`: the
 * mail's header section, one character per byte. A bare CR or NUL in From matches neither the pattern nor an address.
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
