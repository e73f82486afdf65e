import { quarantineExcerpt } from './limits.ts';

/** The beginning of a quarantined mail's text: without control characters, and small in any encoding. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes them; line feeds and tabs stay
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** At most `quarantineExcerpt.length` characters, and at most `quarantineExcerpt.bytes` bytes of JSON. */
export const excerptOf = (text: string): string => {
  // Cut before cleaning, so that a megabyte of control characters is not read to its end.
  let excerpt = text
    .slice(0, 2 * quarantineExcerpt.length)
    .replace(controls, '')
    .slice(0, quarantineExcerpt.length)
    .toWellFormed();
  while (Buffer.byteLength(JSON.stringify(excerpt)) > quarantineExcerpt.bytes)
    excerpt = excerpt.slice(0, Math.floor(excerpt.length * 0.8)).toWellFormed();
  return excerpt;
};
