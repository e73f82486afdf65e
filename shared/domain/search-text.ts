/** Splits and compares the words of a search. Case and accents do not count, because people leave them out. */

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l' };

/** Text in lower case without accents, with ligatures as two letters. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøł]/g, (letter) => ligatures[letter] ?? letter);

const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether every word of `query` starts some word of the texts. An empty query matches everything. */
export const matchesPrefixes = (query: string, texts: readonly string[]): boolean => {
  const found = texts.flatMap(words);
  return words(query).every((word) => found.some((candidate) => candidate.startsWith(word)));
};

/**
 * Longer words (links, text in a script without spaces) are stored in pieces that overlap by half, so that every
 * searched word of up to `overlap` characters is complete in one of them.
 */
const pieceLength = 128;
const overlap = 64;

const piecesOf = (word: string): string[] => {
  const pieces = [word.slice(0, pieceLength)];
  for (let from = overlap; from + overlap < word.length; from += overlap)
    pieces.push(word.slice(from, from + pieceLength));
  // A cut may have split a surrogate pair, and a store would change the remaining half.
  return pieces.map((piece) => piece.toWellFormed());
};

/**
 * The words that a search compares: the text between two spaces from its first to its last letter or digit, so that an
 * address, an amount and a number such as SC-2026-031 each stay one word. The pattern starts and ends at a letter or
 * digit, which keeps it linear.
 */
const searchableWords = (text: string): string[] =>
  fold(text.toWellFormed())
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .match(/[\p{L}\p{N}](?:[^\s\u3000-\u3003\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*[\p{L}\p{N}])?/gu) ?? [];

/**
 * The words of the texts, joined by spaces: each once, in their order, in fewer than `room` characters. A word that is
 * part of an earlier one, or of `known`, is omitted: a search for it finds that one.
 */
export const distinctWords = (texts: readonly string[], room: number, known = ''): string => {
  let all = known;
  const start = all.length;
  for (const text of texts)
    for (const word of new Set(searchableWords(text)))
      for (const piece of piecesOf(word)) {
        if (all.length - start + piece.length >= room) return all.slice(start).trim();
        if (!all.includes(piece)) all += ` ${piece}`;
      }
  return all.slice(start).trim();
};

/** The words of a query, each once; empty when the query has no letter or digit. */
export const queryWords = (query: string): string[] => [
  ...new Set(searchableWords(query).map((word) => word.slice(0, overlap).toWellFormed())),
];
