import type { Language } from './text.ts';

/**
 * The line that stands on top of every mail we send: whatever a mail program quotes begins with it, so it is the surest
 * place to cut a reply. Never change a phrase: replies to old mails carry the old one (add to the list instead).
 */
export const replyMarker: Record<Language, string> = {
  en: 'Please reply above this line',
  fr: 'Veuillez répondre au-dessus de cette ligne',
};

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const folded = Object.values(replyMarker).map(fold);

/** Whether the line, or the line with the next one (mail programs wrap quotes again), is our marker and little else. */
export const isMarker = (line: string, next: string | undefined): boolean => {
  // A marker line is short; a longer one is somebody quoting the phrase in a sentence.
  if (line.length > 80) return false;
  const alone = fold(line);
  if (alone === '') return false;
  if (folded.includes(alone)) return true;
  return (
    next !== undefined && next.length <= 80 && folded.some((m) => m.startsWith(alone) && m === fold(`${line} ${next}`))
  );
};

/** Anywhere in a mail, on one line. */
export const holdsMarker = (body: string): boolean =>
  Object.values(replyMarker).some((phrase) => body.slice(0, 1_000_000).includes(phrase));

/** Other services ask the same; their line has a fence of punctuation, which a person quoting it has not. */
export const isOtherMarker = (line: string): boolean =>
  line.length <= 140 &&
  /^[-#=~_*—–]{2,}\s*.{0,60}(?:reply|response|respond|répond|répons|antwort|respuesta|risposta|escrib)\p{L}{0,6}\s.{0,40}(?:above|au-dessus|oberhalb|encima|sopra)/iu.test(
    line,
  );
