import type { ParsedMail } from './parsed-mail.ts';

/**
 * Reads SES's own findings about the sender from the Authentication-Results header that SES adds to the mail. It has
 * details that the receipt's verdicts lack. Its value reads, on one line,
 *
 *   amazonses.com; spf=pass (spfCheck: …) client-ip=…; envelope-from=…; helo=…;
 *     dkim=pass header.i=@…; dmarc=pass header.from=…;
 *
 * SES puts it above everything that the sender wrote, so the topmost Authentication-Results is SES's own or there is
 * none. Within it, the sender chose the text of `envelope-from`, `helo` and `header.i`, which no quotes delimit. Hence
 * no value is trusted for its position in the line: a sender can add a second `dmarc=` but cannot remove the first, and
 * can add another `dkim=` but cannot hide the signature on which the verdict rests.
 */

export type SesResults = {
  /**
   * The From domain as SES read it. Null when SES says nothing about DMARC; `unclear` when its statement is ambiguous.
   */
  headerFrom: string | 'unclear' | null;
  /** The domain of each signature that SES found valid; empty if any part of the line is not one that SES writes. */
  signers: string[];
};

const nothing: SesResults = { headerFrom: null, signers: [] };

/**
 * How often a line contains `dmarc=`, also in quotes and comments. SES writes it once, so the sender wrote any further
 * one.
 */
const dmarcCount = (line: string): number => line.match(/dmarc[ \t]*=/gi)?.length ?? 0;

const headerFromOf = (line: string, parts: readonly string[]): SesResults['headerFrom'] => {
  const count = dmarcCount(line);
  if (count === 0) return null;
  const [clause = ''] = parts.filter((part) => /^dmarc=/i.test(part));
  const domain = /^dmarc=[a-z]+(?: \([^()]*\))? header\.from=([a-z0-9.-]{1,253})$/i.exec(clause)?.[1];
  return count === 1 && domain ? domain.toLowerCase() : 'unclear';
};

const signerOf = (part: string): string | null =>
  /^dkim=pass .*?\bheader\.i=[^\s;"]*@([a-z0-9.-]{1,253})$/i.exec(part)?.[1]?.toLowerCase() ?? null;

const nameOf = (part: string): string => part.slice(0, Math.max(0, part.indexOf('='))).toLowerCase();

/** The names of the line's parts, in the order in which SES writes them. Only `dkim` may repeat. */
const order = ['spf', 'envelope-from', 'helo', 'dkim', 'dmarc'];

/**
 * The domains whose signatures passed. A part that is out of order or has an unknown name is a fragment of a value that
 * the sender broke up; no part is then trusted.
 */
const signersOf = (parts: readonly string[]): string[] => {
  const places = parts.map((part) => order.indexOf(nameOf(part)));
  const follows = (place: number, before: number) => place > before || (place === before && order[place] === 'dkim');
  const isWhole = places.every((place, i) => place >= 0 && (i === 0 || follows(place, places[i - 1] ?? 0)));
  return isWhole ? parts.filter((part) => /^dkim=pass\b/i.test(part)).map((part) => signerOf(part) ?? '') : [];
};

const isFromSes = (value: string): boolean => /^\s*"?amazonses\.com\b/i.test(value);

export const sesResults = ({ headers }: Pick<ParsedMail, 'headers'>): SesResults => {
  const results = headers.filter((header) => header.name === 'authentication-results').map(({ value }) => value);
  const [top = ''] = results;
  const [server = '', ...rest] = top.split(';').map((part) => part.trim());
  if (server.toLowerCase() !== 'amazonses.com') return nothing;
  const parts = rest.filter((part) => part !== '');
  // A second line in SES's name was written by the sender. It proves nothing, and it makes every signature doubtful.
  const isAlone = results.filter(isFromSes).length === 1;
  return { headerFrom: headerFromOf(top, parts), signers: isAlone ? signersOf(parts) : [] };
};
