import { markers } from '../words/words.ts';

/**
 * Recognises the marker: the first line of every mail we send. Anything a mail program quotes starts with it, so it is
 * the most reliable place to cut a reply. Never change a phrase, because replies to old mails contain the old one; add
 * to the list instead.
 */

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const folded = markers.map(fold);

/** Whether the line, or the line with the next one (mail programs rewrap quotes), is our marker and little else. */
export const isMarker = (line: string, next: string | undefined): boolean => {
  // A marker line is short; in a longer one a person quotes the phrase in a sentence.
  if (line.length > 80) return false;
  const alone = fold(line);
  if (alone === '') return false;
  if (folded.includes(alone)) return true;
  return (
    next !== undefined && next.length <= 80 && folded.some((m) => m.startsWith(alone) && m === fold(`${line} ${next}`))
  );
};

/** Whether a marker, unwrapped and exactly as we write it, occurs in the first million characters of a mail. */
export const holdsMarker = (body: string): boolean =>
  markers.some((phrase) => body.slice(0, 1_000_000).includes(phrase));

/** Whether the line is the marker of another service. It has a row of punctuation, which a person's own line lacks. */
export const isOtherMarker = (line: string): boolean =>
  line.length <= 140 &&
  /^[-#=~_*—–]{2,}\s*.{0,60}(?:reply|response|respond|répond|répons|antwort|respuesta|risposta|escrib)\p{L}{0,6}\s.{0,40}(?:above|au-dessus|oberhalb|encima|sopra)/iu.test(
    line,
  );
