import { isMarker } from '../marker.ts';
import { attributionIn, lacksName, startsAttribution } from './attribution.ts';
import { isProgramFooter } from './footers.ts';
import { type TextLine, textLines, textOf } from './html-text.ts';
import { attributesOf, type HtmlPage, type Token, voidElement } from './html-tokens.ts';
import { hasDate, isForwardLine, isHeader, isHeaderBlock, isOriginalLine, isRule, linesOf } from './text-lines.ts';

/**
 * Finds the quote in an HTML mail by the containers that mail programs put around it. `kept` is what the person wrote
 * and `quoted` is what was cut out, both still unsafe HTML with unclosed tags; `text` and `quotedText` are the same as
 * plain text.
 */
export type HtmlCut = { kept: string; quoted: string; text: string; quotedText: string };

/** The positions in the HTML at which the quote starts and ends. */
type Quote = { at: number; end: number };

/** A mail with more candidates is not a reply written by a program; it is shown whole. */
const maxCandidates = 50;

const restIds =
  /^(?:x_)*(?:divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|reply-intro|replySplit)$/i;
const elementClasses =
  /(?:^|\s)(?:x_)?(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix|front-blockquote|nylas-quote)(?=\s|$)/i;
/** The line above Outlook's headers: a block's top border, in the two greys Outlook has used. */
const outlookRule = /border-top:\s*solid\s+#?(?:E1E1E1|B5C4DF|b5c4df)|border:\s*none;\s*border-top:\s*solid/i;

const zimbraMarker = /^__(?:QUOTED_TEXT|HEADERS|DIVIDER)__$/;

/**
 * Marks where Outlook on the web once stopped writing. People continue typing after it, so it stays in the middle of
 * their text: it starts a quote only if headers follow at once.
 */
const composeEnd = /^(?:x_)*appendonsend$/i;

/**
 * Whether a tag starts a quote. `element`: the quote ends with the element. `rest`: everything after the tag is quoted
 * too. `headers`: like `rest`, but only if headers follow.
 */
const quoteOf = (token: Extract<Token, { kind: 'open' }>): 'element' | 'rest' | 'headers' | null => {
  // Most tags match none of these words; parsing the attributes of all of them would be most of the work.
  if (!/quote|cite|reply|rply|append|olk_|marker|zmail|mail-editor/i.test(token.head)) return null;
  const attributes = attributesOf(token);
  const id = attributes.get('id') ?? '';
  if (restIds.test(id)) return 'rest';
  if (composeEnd.test(id)) return 'headers';
  if (/^yahoo_quoted/.test(id) || attributes.get('name') === 'messageReplySection') return 'element';
  if (zimbraMarker.test(attributes.get('data-marker') ?? '')) return 'element';
  if (token.name === 'blockquote') return attributes.get('type') === 'cite' ? 'element' : null;
  if (elementClasses.test(attributes.get('class') ?? '')) return 'element';
  return null;
};

/**
 * The index of the token that closes the element opened at `index`; mail HTML nests well enough to count a single tag
 * name.
 */
const elementEnd = ({ tokens }: HtmlPage, index: number): number => {
  const opened = tokens[index];
  if (opened?.kind !== 'open') return index;
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || token.kind === 'text' || token.name !== opened.name) continue;
    depth += token.kind === 'open' ? 1 : -1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
};

/**
 * Where the quote ends. Zimbra puts headers and text into separate elements, and the text's element is the last one.
 */
const quoteEnd = (page: HtmlPage, index: number, token: Extract<Token, { kind: 'open' }>): number => {
  const end = elementEnd(page, index);
  if (!/__(?:HEADERS|DIVIDER)__/.test(token.head)) return end;
  const words = page.tokens.findIndex(
    (next, at) => at > end && at < end + 20 && next.kind === 'open' && next.head.includes('__QUOTED_TEXT__'),
  );
  return words < 0 ? end : elementEnd(page, words);
};

const linesFrom = ({ html, tokens }: HtmlPage, from: number, to: number, max: number): string[] =>
  textLines(html, tokens.slice(from, Math.min(to, from + 400)))
    .map((line) => line.text)
    .filter((line) => line !== '')
    .slice(0, max);

const startsForward = (page: HtmlPage, from: number, to: number): boolean =>
  linesOf(linesFrom(page, from, to, 2)).some(isForwardLine);

/**
 * Whether the person may have written text below the quote. A further quote, the name under "-- " and a footer added by
 * a program do not count.
 */
const ownBelow = (page: HtmlPage, from: number): boolean => {
  const lines = linesFrom(page, from, page.tokens.length, 40);
  const signature = lines.indexOf('--');
  const own = signature < 0 ? lines : lines.slice(0, signature);
  return own.some((line) => !line.startsWith('>') && !isProgramFooter(line));
};

/** Whether answers were typed into Gmail's quote: text in the container, between the quoted blocks. */
const answeredInside = ({ html, tokens }: HtmlPage, from: number, to: number): boolean => {
  let depth = 0;
  let quotes = 0;
  for (const token of tokens.slice(from + 1, to)) {
    if (token.kind === 'text') {
      if (depth === 0 && quotes > 0 && html.slice(token.at, token.end).replace(/&nbsp;|\s/g, '') !== '') return true;
    } else if (token.name === 'blockquote') {
      if (token.kind === 'open') quotes += 1;
      depth += token.kind === 'open' ? 1 : -1;
    }
  }
  return false;
};

const looksLikeOutlook = (token: Extract<Token, { kind: 'open' }>): boolean =>
  token.name === 'div' && outlookRule.test(token.head) && outlookRule.test(attributesOf(token).get('style') ?? '');

/** Whether headers start here, with nothing but a rule above them. */
const isOutlookHeaders = (page: HtmlPage, index: number): boolean => {
  const first = linesOf(linesFrom(page, index, page.tokens.length, 2)).find((line) => !isRule(line));
  return first !== undefined && isHeader(first);
};

/** The end of the last quote from here on, because Apple's programs put the attribution into a quote of its own. */
const lastEnd = (page: HtmlPage, first: number): number => {
  let end = first;
  for (let at = end + 1; at < page.tokens.length; at += 1) {
    const token = page.tokens[at];
    if (token?.kind !== 'open' || (token.name !== 'blockquote' && quoteOf(token) !== 'element')) continue;
    end = elementEnd(page, at);
    at = end;
  }
  return page.tokens[end]?.end ?? page.html.length;
};

/**
 * Whether Gmail's container holds no quote. Gmail sometimes closes it late or leaves the whole reply in it, so it
 * counts as a quote only if it contains an attribution or a block quote.
 */
const isEmptyContainer = ({ html, tokens }: HtmlPage, index: number, end: number): boolean => {
  const opened = tokens[index];
  if (opened?.kind !== 'open' || !/gmail_quote/.test(opened.head) || opened.name === 'blockquote') return false;
  const inner = tokens.slice(index + 1, Math.min(end, index + 400));
  if (inner.some((token) => token.kind === 'open' && (token.name === 'blockquote' || /gmail_attr/.test(token.head))))
    return false;
  const lines = linesFrom({ html, tokens }, index, end, 12);
  return !linesOf(lines).some((line, at, all) => isHeaderBlock(all, at) || attributionIn(line.text) === 'strong');
};

const findQuote = (page: HtmlPage): Quote | 'answered' | null => {
  let skipTo = -1;
  let candidates = 0;
  // The inside of an element that turned out not to be a quote is not searched again.
  for (const [index, token] of page.tokens.entries()) {
    if (token.kind !== 'open' || index <= skipTo || voidElement.test(token.name)) continue;
    const kind = quoteOf(token) ?? (looksLikeOutlook(token) ? 'headers' : null);
    // Thunderbird's attribution: the quote that follows includes it.
    if (kind === null || /moz-cite-prefix/.test(token.head)) continue;
    candidates += 1;
    if (candidates > maxCandidates) return null;
    if (kind === 'headers' && !isOutlookHeaders(page, index)) continue;
    const end = kind === 'element' ? quoteEnd(page, index, token) : page.tokens.length;
    if (startsForward(page, index, end)) return null;
    if (isEmptyContainer(page, index, end)) continue;
    if (kind !== 'element') return { at: token.at, end: page.html.length };
    if (!ownBelow(page, end + 1) && !answeredInside(page, index, end)) return { at: token.at, end: lastEnd(page, end) };
    // Once Zimbra's HTML is converted to text, its headers look like a second quote that runs to the end of the mail.
    if (token.head.includes('data-marker')) return 'answered';
    skipTo = end;
  }
  return null;
};

/**
 * The position from which to cut, so that what introduces the quote goes with it. It stands right above the container:
 * up to four lines, a rule, or headers below a line of dashes.
 */
const withIntroduction = (lines: readonly TextLine[], at: number): number => {
  const near = lines.filter((line) => line.text !== '').slice(-8);
  const original = linesOf(near.map((line) => line.text)).findIndex(isOriginalLine);
  if (original >= 0) return near[original]?.at ?? at;
  const above = near.slice(-4);
  let start = at;
  let joined = '';
  for (const line of above.toReversed()) {
    const [parsed] = linesOf([line.text]);
    if (!parsed) break;
    joined = joined === '' ? parsed.text : `${parsed.text} ${joined}`;
    if (isRule(parsed) || isMarker(parsed.text, undefined)) start = line.at;
    else if (attributionIn(joined) !== null) {
      start = line.at;
      // Complete from here: anything above is the person's own text.
      if (startsAttribution(parsed) || (hasDate(parsed.text) && !lacksName(joined))) break;
    } else if (start !== at) break;
  }
  return start;
};

/** `answered`: the quote has an end and the person wrote below it, so the mail is shown whole. */
export const cutHtml = (page: HtmlPage): HtmlCut | 'answered' | null => {
  const { html, tokens } = page;
  const quote = findQuote(page);
  if (quote === null || quote === 'answered') return quote;
  const start = withIntroduction(textLines(html, tokens, 0, quote.at), quote.at);
  const text = textOf([...textLines(html, tokens, 0, start), ...textLines(html, tokens, quote.end)]);
  const quotedText = textOf(textLines(html, tokens, start, quote.end));
  const quoted = html.slice(start, quote.end);
  return { kept: html.slice(0, start) + html.slice(quote.end), quoted, text, quotedText };
};

export const htmlToText = ({ html, tokens }: HtmlPage): string => textOf(textLines(html, tokens));
