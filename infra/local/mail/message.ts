import { simpleParser } from 'mailparser';

/** The little that a mail server looks at in a message: its header lines. Raw bytes are never re-encoded. */

export type Header = { name: string; value: string };

const blankLine = /\r?\n\r?\n/;

/** Bytes as characters, one to one, so that offsets and bytes stay what they are. */
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

/** Takes the named fields out and puts `lines` in front; the body stays byte for byte. */
export const changeHead = (raw: Uint8Array, removed: readonly string[], lines: readonly string[]): Buffer => {
  const { head, body } = splitMessage(raw);
  const kept = fields(head).filter(
    (field) => !removed.includes(field.slice(0, field.indexOf(':')).trim().toLowerCase()),
  );
  return Buffer.from([...lines, ...kept, '', body].join('\r\n'), 'latin1');
};

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** "Julie <j@x.test>" or "j@x.test": the address. */
export const bareAddress = (text: string): string => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();

/** As SES lists them: decoded, addresses with their names. */
export const commonHeaders = async (head: string) => {
  const mail = await simpleParser(Buffer.from(`${head}\r\n\r\n`, 'latin1'));
  const list = (value: typeof mail.to): string[] | undefined => {
    const addresses = [value ?? []].flat().flatMap((one) => one.value);
    if (addresses.length === 0) return undefined;
    return addresses.map(({ name, address = '' }) => (name ? `${name} <${address}>` : address));
  };
  const found = {
    from: list(mail.from),
    replyTo: list(mail.replyTo),
    to: list(mail.to),
    cc: list(mail.cc),
    date: headerValue(readHeaders(head), 'date') ?? undefined,
    messageId: mail.messageId,
    subject: mail.subject,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<typeof found>;
};
