/**
 * Splits a mail's HTML into tags and text, in one pass and linear time. It builds no tree, because mail programs write
 * HTML that does not nest properly.
 */

export type Token =
  | { kind: 'text'; at: number; end: number }
  | { kind: 'open'; at: number; end: number; name: string; head: string }
  | { kind: 'close'; at: number; end: number; name: string };

/** Elements whose content is neither markup nor text of the mail. */
const rawText = /^(?:script|style|title|textarea|xmp|noscript|template)$/;
export const voidElement = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

/** How many characters of a tag are kept for its attributes. Only a data: URL makes a tag longer. */
const headLength = 2_000;

/** The position of the ">" that ends the tag at `at`: the first one outside quotes, otherwise any, otherwise -1. */
const tagEnd = (html: string, at: number): number => {
  let quote = '';
  for (let index = at; index < html.length; index += 1) {
    const character = html[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index;
  }
  return html.indexOf('>', at);
};

const closing = new Map<string, RegExp>();
const closeOf = (name: string): RegExp => {
  const known = closing.get(name) ?? new RegExp(`</${name}[\\s>/]`, 'gi');
  closing.set(name, known);
  return known;
};

/** The position where such an element's content ends: the "<" of its end tag, or the end of the mail. */
const rawEnd = (html: string, name: string, from: number): number => {
  const pattern = closeOf(name);
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
};

/** The position after the comment, doctype or processing instruction that starts at `at`; -1 if none starts there. */
const skipped = (html: string, at: number): number => {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 4);
    return end < 0 ? html.length : end + 3;
  }
  if (html[at + 1] !== '!' && html[at + 1] !== '?') return -1;
  const end = html.indexOf('>', at);
  return end < 0 ? html.length : end + 1;
};

const tagName = /^<\/?([a-z][a-z0-9:-]{0,30})/i;

/** A mail of a megabyte has about twenty thousand tokens. The rest is only in the original. */
const maxTokens = 60_000;

const tokensOf = (html: string): Token[] => {
  const tokens: Token[] = [];
  let text = 0;
  let at = html.indexOf('<');
  const flush = (end: number) => {
    if (end > text) tokens.push({ kind: 'text', at: text, end });
  };
  while (at >= 0) {
    if (tokens.length > maxTokens) return tokens;
    const behind = skipped(html, at);
    const name = behind < 0 ? tagName.exec(html.slice(at, at + 40))?.[1]?.toLowerCase() : undefined;
    const end = name === undefined ? -1 : tagEnd(html, at);
    if (name !== undefined && end < 0) break;
    if (behind >= 0 || end >= 0) flush(at);
    if (name !== undefined) {
      const head = html.slice(at, Math.min(end, at + headLength));
      const kind = html[at + 1] === '/' ? 'close' : 'open';
      tokens.push(kind === 'close' ? { kind, at, end: end + 1, name } : { kind, at, end: end + 1, name, head });
      text = kind === 'open' && rawText.test(name) ? rawEnd(html, name, end) : end + 1;
    } else if (behind >= 0) text = behind;
    at = html.indexOf('<', Math.max(text, at + 1));
  }
  flush(html.length);
  return tokens;
};

/** A mail's HTML with its tokens, parsed once. */
export type HtmlPage = { html: string; tokens: readonly Token[] };
export const htmlPage = (html: string): HtmlPage => ({ html, tokens: tokensOf(html) });

const attributePattern = /[\s"']([a-z-]{1,30})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** A tag's attributes by lower-case name, with undecoded values; the first of several with one name counts. */
export const attributesOf = (token: Extract<Token, { kind: 'open' }>): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [, name = '', a, b, c] of token.head.matchAll(attributePattern)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, a ?? b ?? c ?? '');
  }
  return found;
};
