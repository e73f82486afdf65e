/** Search as people type it: case and accents do not count, and a word is found by its beginning. */

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l' };

export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøł]/g, (letter) => ligatures[letter] ?? letter);

const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every word of `query` begins some word of the texts. An empty query matches everything. */
export const matchesPrefixes = (query: string, texts: readonly string[]): boolean => {
  const found = texts.flatMap(words);
  return words(query).every((word) => found.some((candidate) => candidate.startsWith(word)));
};

/** `query` stands somewhere in one of the texts, whatever the spaces between its words. */
export const contains = (query: string, texts: readonly string[]): boolean => {
  const spaced = (text: string) => fold(text).replace(/\s+/g, ' ').trim();
  const sought = spaced(query);
  return sought === '' || texts.some((text) => spaced(text).includes(sought));
};
