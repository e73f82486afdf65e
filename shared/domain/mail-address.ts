import { domainToASCII } from 'node:url';

/**
 * Reads mail addresses. Only a bare `local@domain` is accepted (RFC 5322 addr-spec). SES has no SMTPUTF8, so the local
 * part is ASCII; an international domain becomes punycode.
 */

/** RFC 5321 dot-atom, at most 64 octets. Quoted local parts are legal, but are used only to confuse parsers. */
const localPart = /^(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/**
 * The start of an RFC 2047 encoded word, which is legal in a local part. A mail system that decodes it before it splits
 * the address would see another address.
 */
const encodedWord = '=?';

/**
 * The characters allowed in a domain before it is mapped to ASCII: no percent signs, no brackets, nothing that the
 * mapping turns into a separator.
 */
const unicodeDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** Letters, digits, hyphens; at least two labels; the last one is not a number (that would be an IP address). */
const asciiDomain =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * `raw` as one plain address: the local part as typed, the domain in lower-case punycode. Null for everything else: a
 * display name, a list, quotes, comments, control characters, an address literal, a non-ASCII local part.
 */
export const normalizeAddress = (raw: string): string | null => {
  // 254 octets is the longest address that fits in an SMTP path; a Unicode domain is never longer than its punycode.
  if (raw.length > 254) return null;
  const at = raw.lastIndexOf('@');
  const local = raw.slice(0, at);
  const unicode = raw.slice(at + 1);
  if (at < 1 || !localPart.test(local) || local.includes(encodedWord) || !unicodeDomain.test(unicode)) return null;
  const domain = domainToASCII(unicode).toLowerCase();
  return asciiDomain.test(domain) && local.length + domain.length < 254 ? `${local}@${domain}` : null;
};

/** Whether two addresses name one mailbox. No mail system in use tells local parts apart by case. */
export const sameAddress = (a: string, b: string): boolean => {
  const one = normalizeAddress(a)?.toLowerCase();
  return one !== undefined && one === normalizeAddress(b)?.toLowerCase();
};

/** Whether an address is in `domain` or in a subdomain of it. `address` must come from `normalizeAddress`. */
export const isUnderDomain = (address: string, domain: string): boolean =>
  `.${address.slice(address.lastIndexOf('@') + 1)}`.endsWith(`.${domain.toLowerCase()}`);

/**
 * Whether a Message-ID (without its angle brackets) may be used in our headers: ASCII, no spaces, no angle brackets.
 */
export const isMessageId = (id: string): boolean => /^[\x21-\x3b\x3d\x3f-\x7e]{1,250}$/.test(id);
