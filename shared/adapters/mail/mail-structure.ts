/**
 * Limits on the structure of a mail, checked on its raw bytes before the parser sees it: in one pass, with memory only
 * for the list of open boundaries. Throws a RangeError past a limit; genuine mail comes nowhere near one.
 */

export const maxParts = 1_000;
/** Multiparts and attached messages nested in one another. */
const maxDepth = 50;
export const maxHeadBytes = 1024 * 1024;
const maxMailboxes = 1_000;
const maxEncodedWords = 5_000;
const maxBoundaryLength = 200;

/** A boundary that is still open; null for an attached message, which has none. */
type Open = string | null;

const isEmptyLine = (raw: Buffer, at: number): boolean => raw[at] === 10 || (raw[at] === 13 && raw[at + 1] === 10);

/**
 * Reads line by line and stops once the head is too long: a search to the end of the mail, repeated for each part,
 * would take quadratic time.
 */
const endOfHead = (raw: Buffer, at: number): number => {
  let line = at;
  while (!isEmptyLine(raw, line)) {
    const end = raw.indexOf(10, line);
    if (end < 0) return raw.length;
    line = end + 1;
    if (line - at > maxHeadBytes) break;
  }
  return line;
};

const headAt = (raw: Buffer, at: number): { end: number; type: string } => {
  const end = endOfHead(raw, at);
  if (end - at > maxHeadBytes) throw new RangeError('header too large');
  const text = raw.toString('latin1', at, end).replace(/\r?\n[ \t]+/g, ' ');
  return { end, type: /^content-type\s*:\s*(.{0,2000})/im.exec(text)?.[1] ?? 'text/plain' };
};

const boundaryOf = (type: string): string | null => {
  const found = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type);
  return found?.[1] ?? found?.[2] ?? null;
};

/** Opens the multipart or message that a part's head announces, and returns where its content begins. */
const openPart = (raw: Buffer, at: number, open: Open[]): number => {
  let from = at;
  for (;;) {
    const { end, type } = headAt(raw, from);
    if (/^multipart\//i.test(type)) open.push(boundaryOf(type));
    else if (/^message\/(?:rfc822|global)\b/i.test(type)) open.push(null);
    if (open.length > maxDepth) throw new RangeError('parts nested too deep');
    const content = raw.indexOf(10, end) + 1;
    if (!/^message\/(?:rfc822|global)\b/i.test(type) || content === 0 || content >= raw.length)
      return content === 0 ? raw.length : content;
    from = content;
  }
};

/** The line that begins at `at`, without its line end; null when it is too long to be a boundary. */
const lineAt = (raw: Buffer, at: number): string | null => {
  const end = raw.indexOf(10, at);
  const to = end < 0 ? raw.length : end;
  return to - at > maxBoundaryLength + 10 ? null : raw.toString('latin1', at, to).trimEnd();
};

const checkParts = (raw: Buffer): void => {
  const open: Open[] = [];
  let parts = 1;
  let at = openPart(raw, 0, open) - 1;
  while (open.length > 0) {
    const next = raw.indexOf('\n--', Math.max(0, at), 'latin1');
    if (next < 0) return;
    at = next + 1;
    const line = lineAt(raw, at);
    const index =
      line === null
        ? -1
        : open.findLastIndex(
            (boundary) => boundary !== null && (line === `--${boundary}` || line === `--${boundary}--`),
          );
    if (line === null || index < 0) continue;
    const closes = line === `--${open[index]}--`;
    open.length = closes ? index : index + 1;
    if (closes) continue;
    parts += 1;
    if (parts > maxParts) throw new RangeError('too many parts');
    const content = raw.indexOf(10, at);
    if (content < 0) return;
    at = openPart(raw, content + 1, open) - 1;
  }
};

const count = (text: string, piece: string): number => text.split(piece).length - 1;

/** The header lines of the mail itself, decoded as Latin-1: one character for each byte. */
export const headOf = (bytes: Uint8Array): string => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return raw.toString('latin1', 0, Math.min(endOfHead(raw, 0), maxHeadBytes));
};

const checkHead = (raw: Buffer): void => {
  const head = headOf(raw);
  const addressed = head.match(/^(?:to|cc|bcc|from|reply-to)\s*:.*(?:\r?\n[ \t].*)*/gim) ?? [];
  if (count(addressed.join('\n'), '@') > maxMailboxes) throw new RangeError('too many mailboxes');
  if (count(head, '=?') > maxEncodedWords) throw new RangeError('too many encoded words');
};

/** Checks the limits on parts, header lines, mailboxes and encoded words. */
export const checkStructure = (bytes: Uint8Array): void => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkParts(raw);
  checkHead(raw);
};

/** Length of the HTML without its embedded base64 pictures. */
const maxHtmlLength = 4_000_000;
const maxTags = 100_000;

/** Throws a RangeError for too much markup, which costs more to process than its size suggests. */
export const checkHtml = (html: string | undefined): void => {
  if (html === undefined || html.length < maxTags) return;
  // Split into pieces, because one regular expression over megabytes of base64 would overflow the stack.
  const bare = html
    .split(';base64,')
    .map((piece, index) => (index === 0 ? piece : piece.slice(Math.max(0, piece.search(/["')>]/)))))
    .join('');
  if (bare.length > maxHtmlLength || count(bare, '<') > maxTags * 2) throw new RangeError('too much markup');
};
