import {
  quoting,
  saidByName,
  saidByPronoun,
  starter,
  wroteEnd,
  wroteStart,
  wroteThenText,
  wroteWord,
} from './languages.ts';
import { hasClock, hasDate, hasYear, type Line, longest } from './text-lines.ts';

/** Recognises an attribution: the line that a mail program writes above a quote, "On … wrote:". */

const address = /[^\s<>@()]{1,64}@[^\s<>@()]{1,190}/;
const digit = /\p{Nd}/u;
/** "2011/4/7 Marie <marie@…>": some programs write neither a verb nor a colon. */
const dateThenAddress = /^\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}.{1,200}@.{1,190}[>)]$/u;

const edge = /^[-–—_*~\s]+|[-–—_*~\s]+$/g;
const isFenced = (text: string): boolean => /^[-–—]{2}/.test(text) && /[-–—]{2}$/.test(text);

export const startsAttribution = (line: Line): boolean => {
  const text = line.text.replace(edge, '');
  return starter.test(text) && digit.test(text);
};

export const endsAttribution = (line: Line): boolean =>
  /[:：>)\]]$|[-–—]{2}$/.test(line.text) || wroteEnd.test(line.text.slice(-40).replace(/,$/, ''));

type Parts = { text: string; says: boolean; named: boolean; timed: boolean; dated: boolean };

const withColon = ({ text, says, named, timed, dated }: Parts, fenced: boolean): 'strong' | 'weak' | null => {
  const begins = starter.test(text) || /^\p{Nd}/u.test(text);
  if (says && digit.test(text) && (named || (timed && (begins || dated)))) return 'strong';
  if (named && timed && dated) return 'strong';
  if (fenced && says && text.length < 100) return 'strong';
  if (says && starter.test(text) && hasYear(text) && saidByName.test(text)) return 'strong';
  return says || (named && digit.test(text)) || (timed && dated) ? 'weak' : null;
};

/**
 * Whether a line (wrapped lines joined) introduces a quote. `strong`: it contains a time or an address, which nobody
 * types before a paragraph of their own. `weak`: it counts only when quoted lines follow.
 */
export const attributionIn = (joined: string): 'strong' | 'weak' | null => {
  const whole = joined.slice(0, 2 * longest);
  const text = whole.replace(edge, '');
  const says = wroteWord.test(text) || quoting.test(text);
  const named = address.test(text);
  if (says && !named && saidByPronoun.test(text)) return null;
  const parts = { text, says, named, timed: hasClock(text), dated: hasDate(text) };
  const fenced = isFenced(whole);
  if (/[:：]$/.test(text) || fenced) return withColon(parts, fenced);
  if (dateThenAddress.test(text)) return 'weak';
  if (/^\[.{5,}\]$/.test(text)) return parts.timed && parts.dated ? 'weak' : null;
  return says && wroteEnd.test(text.replace(/,$/, '')) && (parts.timed || parts.dated || named) ? 'weak' : null;
};

/** Whether the name must be on the line above, as with "Marie <marie@…>" and "schrieb am …:" below it. */
export const lacksName = (joined: string): boolean =>
  wroteStart.test(joined) || /^[<(>]|^[^\s<>@]{1,64}@[^\s<>@]{1,190}>/.test(joined);

/**
 * The index of the first line of the wrapped attribution whose last line is `end`, or -1. `quotedBelow`: quoted lines
 * follow, so a weak attribution counts.
 */
export const attributionStart = (lines: readonly Line[], end: number, quotedBelow: boolean): number => {
  const last = lines[end];
  if (!last || last.text === '' || !endsAttribution(last)) return -1;
  let joined = '';
  let shortest = -1;
  let blanks = 0;
  let complete = false;
  for (let start = end; start >= Math.max(0, end - 6); start -= 1) {
    const line = lines[start];
    if (!line || line.depth !== last.depth) break;
    if (line.text === '') {
      // Polymail leaves an empty line between name and address.
      blanks += 1;
      if (blanks > 1 || !lacksName(joined)) break;
      continue;
    }
    joined = joined === '' ? line.text : `${line.text} ${joined}`;
    const found = attributionIn(joined);
    const counts = found === 'strong' || (found === 'weak' && quotedBelow);
    if (!counts) {
      if (start < end - 3) break;
      continue;
    }
    if (lacksName(joined) && start > 0 && lines[start - 1]?.text !== '') {
      shortest = start;
      continue;
    }
    // Complete with a date, which no program omits: further lines above are not part of it.
    const whole = wroteWord.test(joined) || address.test(joined);
    if (whole && (startsAttribution(line) || hasDate(line.text))) return start;
    if (blanks > 0) continue;
    if (shortest < 0 || !complete || lacksName(lines[shortest]?.text ?? '')) shortest = start;
    complete ||= whole;
  }
  return shortest;
};

/** Whether a quote starts on the attribution's own line: "On … Marie <marie@…> wrote: Hello" (Yahoo's phone apps). */
export const attributionWithQuote = (lines: readonly Line[], at: number): boolean => {
  const first = lines[at];
  if (!first || !startsAttribution(first)) return false;
  let joined = '';
  for (const { depth, text } of lines.slice(at, at + 3)) {
    if (depth > 0 || text === '') return false;
    const verb = wroteThenText.exec(text);
    const head = `${joined} ${verb ? text.slice(0, verb.index + verb[0].length) : text}`.trim();
    if (verb) return address.test(head) && hasClock(head) && attributionIn(head) === 'strong';
    joined = head;
  }
  return false;
};

const inside =
  /(?<=[\p{L}\p{P}\s])(?:On|Le|Am|El|Em|Il|Op|Den) (?:\p{L}{2,12}[.,]{0,2} )?(?:\p{L}{2,12}[.,]? )?\p{Nd}/gu;

/** The position of an attribution that a program appended to the person's own line, or -1. */
export const attributionWithin = (line: Line): number => {
  if (!/[:：]$/.test(line.text) || startsAttribution(line) || !attributionIn(line.text)) return -1;
  const places = [...line.text.matchAll(inside)].slice(0, 4);
  return places.find((place) => attributionIn(line.text.slice(place.index)) === 'strong')?.index ?? -1;
};
