import { addAbortSignal, type Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, MailParser, parseAddressHeader } from 'mailparser';
import { safeFileName } from '../../domain/files/file-name.ts';
import type { ParsedMail } from '../../domain/inbound/parsed-mail.ts';
import { strictSender } from '../../domain/inbound/strict-from.ts';
import { withoutControls } from '../../domain/text.ts';
import type { MimeReader } from '../../ports/mail-ports.ts';
import { decodeBytes, decodeWords, oneLine, ownCharset, PartDecoder, settledLine } from './charset.ts';
import { checkHtml, checkStructure, headOf, maxHeadBytes, maxParts } from './mail-structure.ts';

/**
 * Parses an incoming mail with mailparser. It throws past a limit or when the mail cannot be parsed; the caller then
 * keeps the original and records that. Attached messages stay files, and nothing is fetched.
 */

/** SES delivers at most 40 MB. */
const maxRawBytes = 42_000_000;
/** Characters of text, and of HTML, kept for display; the original holds the rest. */
const maxDisplayLength = 1_000_000;
const maxAddresses = 500;
const maxIds = 32;
const parseBudgetMs = 10_000;

const display = (text: string | undefined): string | null => {
  const clean = withoutControls((text ?? '').slice(0, maxDisplayLength));
  return clean.trim() === '' ? null : clean;
};

/** Unfolded header values with encoded words left as they are: addresses must be parsed before words are decoded. */
const rawHeaders = (lines: HeaderLines) =>
  lines.map(({ key, line }) => {
    const text = decodeBytes(Buffer.from(line, 'latin1'), null);
    const value = text.slice(text.indexOf(':') + 1).replace(/\r?\n[ \t]*/g, ' ');
    return { name: key.toLowerCase(), value: value.trim() };
  });

type RawHeaders = ReturnType<typeof rawHeaders>;

/** Authentication-Results stays undecoded: otherwise an encoded word written by the sender could become a result. */
const shownValue = (name: string, value: string): string =>
  name === 'authentication-results' ? value : decodeWords(value);

const valuesOf = (headers: RawHeaders, name: string): string[] =>
  headers.filter((header) => header.name === name).map((header) => header.value);

const mailboxes = (headers: RawHeaders, name: string): ParsedMail['from'] =>
  valuesOf(headers, name)
    .flatMap((value) => parseAddressHeader(value.slice(0, 100_000), { flatten: true, decodePunycode: false }).value)
    .slice(0, maxAddresses)
    .map((box) => ({ name: settledLine(box.name, 255), address: oneLine(box.address ?? '', 320) }));

/** Message ids without angle brackets. Some programs separate them with commas, or not at all. */
const idsOf = (headers: RawHeaders, name: string): string[] => {
  const ids = valuesOf(headers, name)
    .flatMap((value) =>
      decodeWords(value)
        .slice(0, 100_000)
        .replaceAll('><', '> <')
        .split(/[\s,]+/),
    )
    .map((id) => oneLine(id.replace(/^<|>$/g, ''), 998))
    .filter((id) => id.includes('@'));
  // Keep both ends of References: the conversation's first mail is first, the answered mail is last.
  return ids.length > maxIds ? [...ids.slice(0, 1), ...ids.slice(1 - maxIds)] : ids;
};

/** A part's name, or a generated one: programs leave it out on forwarded messages and pasted images. */
const nameOf = (part: AttachmentStream, contentType: string, index: number): string => {
  const given = part.filename === undefined ? null : safeFileName(decodeWords(part.filename));
  if (given !== null) return given;
  const subtype = /^[a-z]+\/(?:x-)?([a-z0-9]{2,5})$/.exec(contentType)?.[1];
  const extension = contentType === 'message/rfc822' ? 'eml' : (subtype ?? 'bin');
  return `attachment-${index + 1}.${extension}`;
};

/** Contrary to its type declarations, the parser returns `true` or `false` for a missing content type. */
const typeOf = (given: unknown): string =>
  typeof given === 'string' && /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(given)
    ? given.toLowerCase()
    : 'application/octet-stream';

const described = (part: AttachmentStream, index: number): Omit<ParsedMail['files'][number], 'content'> => {
  const contentType = typeOf(part.contentType);
  try {
    const contentId = part.cid ? oneLine(part.cid, 255) : null;
    const inline = contentId !== null && (part.related === true || part.contentDisposition === 'inline');
    return { fileName: nameOf(part, contentType, index), contentType, contentId, inline };
  } catch {
    // Recovery: a part whose head cannot be read loses its name; the rest of the mail is unaffected.
    return { fileName: `attachment-${index + 1}.bin`, contentType, contentId: null, inline: false };
  }
};

const fileOf = async (part: AttachmentStream, index: number): Promise<ParsedMail['files'][number]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of part.content) chunks.push(chunk);
  part.release?.();
  return { ...described(part, index), content: Buffer.concat(chunks) };
};

/** The parser decodes "utf-8" and undeclared text itself; renaming the charset sends every text part to PartDecoder. */
const withOwnCharsets = (parser: MailParser): MailParser => {
  const internal = parser as MailParser & { createNode(node: { charset: string | false }): unknown };
  const createNode = internal.createNode.bind(parser);
  internal.createNode = (node) => createNode(Object.assign(node, { charset: ownCharset(node.charset) }));
  return internal;
};

const newParser = (): MailParser =>
  withOwnCharsets(
    new MailParser({
      Iconv: PartDecoder,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      checksumAlgo: false,
      maxHeadSize: maxHeadBytes,
      maxChildNodes: maxParts,
    }),
  );

const contentTypeOf = (headers: RawHeaders): string => {
  const [type = 'text/plain', ...parameters] = (valuesOf(headers, 'content-type')[0] ?? 'text/plain').split(';');
  return [type.trim().toLowerCase(), ...parameters.map((p) => p.trim().replaceAll('"', ''))].filter(Boolean).join('; ');
};

type Parts = { headers: RawHeaders; text?: string; html?: string; files: ParsedMail['files'] };

const readParts = async (raw: Uint8Array, milliseconds: number): Promise<Parts> => {
  const parser = newParser();
  const parts: Parts = { headers: [], files: [] };
  parser.once('headerLines', (lines: HeaderLines) => {
    parts.headers = rawHeaders(lines);
  });
  addAbortSignal(AbortSignal.timeout(Math.min(parseBudgetMs, milliseconds)), parser as unknown as Readable);
  parser.end(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  for await (const part of parser as AsyncIterable<
    AttachmentStream | ({ type: 'text' } & Pick<Parts, 'text' | 'html'>)
  >) {
    if (part.type === 'attachment') parts.files.push(await fileOf(part, parts.files.length));
    else Object.assign(parts, { text: part.text, html: part.html });
  }
  return parts;
};

export const mimeReader = (): MimeReader => ({
  read: async (raw, milliseconds = parseBudgetMs) => {
    if (raw.byteLength > maxRawBytes) throw new RangeError('mail too large');
    checkStructure(raw);
    const { headers, text, html, files } = await readParts(raw, milliseconds);
    checkHtml(html);
    return {
      headers: headers.map(({ name, value }) => ({ name, value: oneLine(shownValue(name, value), 10_000) })),
      sender: strictSender(headOf(raw)),
      from: mailboxes(headers, 'from'),
      to: mailboxes(headers, 'to').filter((box) => box.address !== ''),
      cc: mailboxes(headers, 'cc').filter((box) => box.address !== ''),
      subject: settledLine(valuesOf(headers, 'subject')[0] ?? '', 998),
      messageId: idsOf(headers, 'message-id')[0] ?? null,
      inReplyTo: idsOf(headers, 'in-reply-to'),
      references: idsOf(headers, 'references'),
      date: valuesOf(headers, 'date')[0] ?? null,
      text: display(text),
      html: display(html),
      contentType: contentTypeOf(headers),
      files,
    };
  },
});
