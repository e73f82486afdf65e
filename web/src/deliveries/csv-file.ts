/** Joins the report's CSV into one file, however many responses it takes. All requests go through `ask`. */

export type CsvPart = { text: string; link: string | null };

/** The cursor of `<?state=…&cursor=…>; rel="next"`; null on the last part. */
export const nextCursor = (link: string | null): string | null => {
  const [, query] = /<\?([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? [];
  return query === undefined ? null : new URLSearchParams(query).get('cursor');
};

/**
 * Every part begins with a byte order mark and a header line without line breaks; the file keeps only the first of
 * each.
 */
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
