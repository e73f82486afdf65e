import { extensionOf } from './file-name.ts';

/**
 * Judges a web page that is attached to a mail by its content. Exchange turns text written below a picture into
 * `ATT00001.htm`, and suppliers send delivery slips as HTML: such pages are as harmless as a mail's own HTML. A page
 * that runs code, asks for input or redirects counts as a program.
 */

const pages = new Set(['htm', 'html', 'shtml', 'svg', 'xht', 'xhtml']);

const active = [
  /<\s*(?:script|iframe|frame|frameset|object|embed|applet|form|input|button|foreignobject)\b/,
  /http-equiv\s*=\s*["']?\s*refresh/,
  /[\s"'/]on[a-z]{3,30}\s*=/,
  /(?:java|vb)script\s*:|data\s*:\s*text\/html/,
  /href\s*=\s*["']?[^"'<>\s]{0,500}&(?:#|colon|tab|newline)/,
  /<!(?:entity|\[cdata\[)|<\?xml-stylesheet/,
];

/** A web archive stores its pages encoded, and a page in UTF-16 hides its words from a search. */
const cannotBeRead = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4096).includes(0) || /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2));

/** Whether a file is a page that counts as a program, or a page that cannot be read. */
export const isActivePage = (name: string, bytes: Uint8Array): boolean => {
  const extension = extensionOf(name);
  if (extension === 'mht' || extension === 'mhtml') return true;
  if (!pages.has(extension)) return false;
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (cannotBeRead(page)) return true;
  const text = page.toString('latin1').toLowerCase();
  return active.some((sign) => sign.test(text));
};
