import { domainToASCII } from 'node:url';
import { simpleParser } from 'mailparser';

/** The parts of a message that a mail server inspects: its header lines. Raw bytes are never re-encoded. */

export type Header = { name: string; value: string };

const blankLine = /\r?\n\r?\n/;

/** The bytes as Latin-1 text, one character for each byte, so that offsets stay the same. */
export const asText = (raw: Uint8Array): string =>
  Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');

export const splitMessage = (raw: Uint8Array): { head: string; body: string } => {
  const text = asText(raw);
  const at = blankLine.exec(text);
  if (!at) return { head: text, body: '' };
  return { head: text.slice(0, at.index), body: text.slice(at.index + at[0].length) };
};

/** Whole header fields with their continuation lines. */
const fields = (head: string): string[] => head.split(/\r?\n(?![ \t])/).filter((field) => field.includes(':'));

export const readHeaders = (head: string): Header[] =>
  fields(head).map((field) => {
    const colon = field.indexOf(':');
    const value = Buffer.from(field.slice(colon + 1), 'latin1').toString('utf8');
    return { name: field.slice(0, colon).trim(), value: value.replaceAll(/\r?\n[ \t]+/g, ' ').trim() };
  });

export const headerValue = (headers: Header[], name: string): string | null =>
  headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;

/** Removes the named fields and puts `lines` in front; the body stays unchanged, byte for byte. */
export const changeHead = (raw: Uint8Array, removed: readonly string[], lines: readonly string[]): Buffer => {
  const { head, body } = splitMessage(raw);
  const kept = fields(head).filter(
    (field) => !removed.includes(field.slice(0, field.indexOf(':')).trim().toLowerCase()),
  );
  return Buffer.from([...lines, ...kept, '', body].join('\r\n'), 'latin1');
};

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The address in "Julie <j@x.test>" or "j@x.test". */
export const bareAddress = (text: string): string => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();

/** Splits at the commas between mailboxes, not at those inside quotes or angle brackets. */
const atCommas = (value: string): string[] => value.match(/(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,])+/g) ?? [];

/**
 * The mailboxes of the first From as a lenient server reads them: the address of each is the last one in angle
 * brackets, or the whole text. SES's list and its DMARC check both use this result, so the two never disagree in the
 * local run.
 */
export const fromEntries = (head: string): { name: string; address: string }[] =>
  atCommas(headerValue(readHeaders(head), 'from') ?? '').map((entry) => {
    const address = bareAddress(entry);
    const name = entry.includes('<') ? entry.slice(0, entry.indexOf('<')).trim() : '';
    return { name: name.replace(/^"(.*)"$/, '$1'), address };
  });

/** The domain that DMARC applies to, as SES writes it: in lower case and Punycode. */
export const fromDomain = (head: string): string => domainToASCII(domainOf(fromEntries(head)[0]?.address ?? ''));

/** Parses a name as a subject, because there the parser decodes encoded words without looking for addresses. */
const decoded = async (name: string): Promise<string> =>
  (await simpleParser(Buffer.from(`Subject: ${name}\r\n\r\n`))).subject ?? '';

/** The common headers as SES lists them in its events: decoded, and with the names of the addresses. */
export const commonHeaders = async (head: string) => {
  const mail = await simpleParser(Buffer.from(`${head}\r\n\r\n`, 'latin1'));
  const list = (value: typeof mail.to): string[] | undefined => {
    const addresses = [value ?? []].flat().flatMap((one) => one.value);
    if (addresses.length === 0) return undefined;
    return addresses.map(({ name, address = '' }) => (name ? `${name} <${address}>` : address));
  };
  const from = await Promise.all(
    fromEntries(head).map(async ({ name, address }) => (name ? `${await decoded(name)} <${address}>` : address)),
  );
  const found = {
    from: from.length > 0 ? from : undefined,
    replyTo: list(mail.replyTo),
    to: list(mail.to),
    cc: list(mail.cc),
    date: headerValue(readHeaders(head), 'date') ?? undefined,
    messageId: mail.messageId,
    subject: mail.subject,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<typeof found>;
};
