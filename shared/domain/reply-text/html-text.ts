import { decodeEntities } from './entities.ts';
import type { Token } from './html-tokens.ts';
import { trimmed } from './text-lines.ts';

/** Converts HTML to lines of text, each with its position in the HTML. */

export type TextLine = { text: string; at: number };

const block =
  /^(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul)$/;
/** The elements that an empty line separates from the text above. Outlook's paragraphs are only single lines. */
const spaced = /^<\/?(?:p(?![^>]{0,200}MsoNormal)|h[1-6]|ul|ol|pre)[\s>/]?/i;

/**
 * How far the conversion has come. `pieces` are the parts of the current line; they are joined once, because a line may
 * consist of a hundred thousand of them.
 */
type Page = {
  lines: TextLine[];
  pieces: string[];
  at: number;
  quote: number;
  /** The quote depth of the previous line. */
  before: number;
  pre: number;
  gap: boolean;
  hardSpace: boolean;
};

const add = (page: Page, text: string, at: number): void => {
  const before = page.pieces.at(-1);
  const piece = before === undefined || before.endsWith(' ') ? text.trimStart() : text;
  if (piece === '') return;
  if (before === undefined) page.at = at;
  page.pieces.push(piece);
};

const endLine = (page: Page): void => {
  const text = page.pieces.join('').trim();
  const marks = '> '.repeat(Math.min(page.quote, 20));
  if (text !== '') {
    if (page.gap && page.lines.length > 0)
      page.lines.push({ text: marks.slice(0, 2 * page.before).trim(), at: page.at });
    page.lines.push({ text: marks + text, at: page.at });
    page.gap = false;
    page.before = page.quote;
  } else page.gap ||= page.hardSpace;
  page.pieces = [];
  page.hardSpace = false;
};

const openTag = (page: Page, token: Extract<Token, { kind: 'open' }>): void => {
  const { name, head, at } = token;
  if (name === 'br') {
    page.hardSpace ||= page.pieces.length === 0;
    endLine(page);
  } else if (name === 'td' || name === 'th') add(page, ' ', at);
  if (!block.test(name)) return;
  endLine(page);
  page.gap ||= spaced.test(head);
  if (name === 'li') add(page, '- ', at);
  if (name === 'blockquote') page.quote += 1;
  if (name === 'pre') page.pre += 1;
};

const closeTag = (page: Page, name: string): void => {
  if (!block.test(name)) return;
  endLine(page);
  page.gap ||= /^(?:h[1-6]|ul|ol|pre)$/.test(name);
  if (name === 'blockquote') page.quote = Math.max(0, page.quote - 1);
  if (name === 'pre') page.pre = Math.max(0, page.pre - 1);
};

const addText = (page: Page, text: string, at: number): void => {
  page.hardSpace ||= text.includes('\u00a0');
  const rows = page.pre > 0 ? text.split('\n') : [text];
  for (const [index, row] of rows.entries()) {
    if (index > 0) endLine(page);
    add(page, row.replace(/[ \t\r\n\f\u00a0]+/g, ' '), at);
  }
};

/**
 * The lines of the tokens between the positions `from` and `to`. The lines of a quoted element start with ">", as mail
 * programs write them.
 */
export const textLines = (html: string, tokens: readonly Token[], from = 0, to = html.length): TextLine[] => {
  const page: Page = { lines: [], pieces: [], at: from, quote: 0, before: 0, pre: 0, gap: false, hardSpace: false };
  for (const token of tokens) {
    if (token.at < from) continue;
    if (token.at >= to) break;
    if (token.kind === 'open') openTag(page, token);
    else if (token.kind === 'close') closeTag(page, token.name);
    else addText(page, decodeEntities(html.slice(token.at, token.end)), token.at);
  }
  endLine(page);
  return page.lines;
};

export const textOf = (lines: readonly TextLine[]): string => trimmed(lines.map((line) => line.text).join('\n'));
