/** The report's CSV as one file, however many answers it takes. Pure, but for asking. */

export type CsvPart = { text: string; link: string | null };

/** The cursor of `<?state=…&cursor=…>; rel="next"`; null where there is no next part. */
export const nextCursor = (link: string | null): string | null => {
  const [, query] = /<\?([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? [];
  return query === undefined ? null : new URLSearchParams(query).get('cursor');
};

/** Each part has the mark of UTF-8 and a header line, in which no line ends; the file has them once. */
const joinParts = (parts: readonly string[]): string =>
  parts.map((part, i) => (i === 0 ? part : part.slice(part.indexOf('\r\n') + 2))).join('');

export const collectCsv = async (ask: (cursor: string | null) => Promise<CsvPart>): Promise<string> => {
  const parts: string[] = [];
  let cursor: string | null = null;
  do {
    const { text, link } = await ask(cursor);
    parts.push(text);
    cursor = nextCursor(link);
  } while (cursor !== null);
  return joinParts(parts);
};
