import { quarantineExcerpt } from './limits.ts';

/** The beginning of a held mail's words, as plain text: no control characters, and small however it is encoded. Pure. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out; line ends and tabs stay
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

export const excerptOf = (text: string): string => {
  // Cut before it is cleaned: a megabyte of control characters is not read to its end.
  let excerpt = text
    .slice(0, 2 * quarantineExcerpt.length)
    .replace(controls, '')
    .slice(0, quarantineExcerpt.length)
    .toWellFormed();
  while (Buffer.byteLength(JSON.stringify(excerpt)) > quarantineExcerpt.bytes)
    excerpt = excerpt.slice(0, Math.floor(excerpt.length * 0.8)).toWellFormed();
  return excerpt;
};
