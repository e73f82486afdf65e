import { convert } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';
import { withoutOverrides } from '../../domain/text.ts';
import type { HtmlCleaner } from '../../ports/mail-ports.ts';
import { isLegibleText, legibleStyle } from './legible-style.ts';
import { withTargets } from './link-targets.ts';

/** HTML from people, made harmless by an allow list. The page shows it in a sandboxed frame as well. */

/** html-to-text takes seconds on megabytes; a message is at most 50,000 characters (limits.ts), markup included. */
const maxTextInput = 200_000;
/** Deeper than this nobody writes; the parser's time grows with the square of the depth. */
const maxNesting = 100;
const maxOpenTags = 20_000;

const links = ['http', 'https', 'mailto'];
const isAbsolute = (href: string): boolean => /^\s*(?:https?|mailto):/i.test(href);

const messageOptions: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'u', 'ul', 'ol', 'li', 'a'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: links,
  allowProtocolRelative: false,
  nestingLimit: maxNesting,
  transformTags: {
    // What browsers' editors write for the same thing.
    ...{ b: 'strong', i: 'em', div: 'p' },
    // In the receiver's mail program a relative link leads nowhere, or wherever the program pleases.
    a: (tagName, { href = '' }) => ({ tagName, attribs: isAbsolute(href) ? { href } : {} }),
  },
};

const linkText = { options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] as [string, string] } };

const textOf = (html: string): string =>
  convert(html.slice(0, maxTextInput), {
    wordwrap: false,
    limits: { maxDepth: maxNesting, maxInputLength: maxTextInput },
    selectors: [
      { selector: 'a', ...linkText },
      { selector: 'ul', options: { itemPrefix: '- ' } },
    ],
  }).trim();

const inlineSource = /^(?:cid:[^\s"'<>]{1,255}|data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*)$/i;

/** A picture from elsewhere tells its owner who read the mail and when: it is only named, for a page that asks first. */
const disarmedImage = (attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes => {
  const { src = '', style: _style, ...rest } = attribs;
  if (inlineSource.test(src)) return { ...rest, src };
  return /^https?:\/\//i.test(src) ? { ...rest, 'data-src': src } : rest;
};

/** A mail has no address of its own: what its links are relative to would be our page. */
const linkOut = (attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes => {
  const link: sanitizeHtml.Attributes = { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' };
  if (!isAbsolute(attribs.href ?? '')) delete link.href;
  return link;
};

const withSafeStyle = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
  const { style, color, ...others } = attribs;
  const rest = color !== undefined && isLegibleText(color) ? { ...others, color } : others;
  const kept = style === undefined ? '' : legibleStyle(style);
  const safe = kept === '' ? rest : { ...rest, style: kept };
  if (tagName === 'img') return { tagName, attribs: disarmedImage(safe) };
  return { tagName, attribs: tagName === 'a' ? linkOut(safe) : safe };
};

const cells = ['align', 'valign', 'colspan', 'rowspan', 'width', 'height'];

const replyOptions: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'a',
      'b',
      'big',
      'blockquote',
      'br',
      'center',
      'code',
      'dd',
      'del',
      'div',
      'dl',
      'dt',
      'em',
      'font',
      'h1',
      'h2',
      'h3',
    ],
    ...[
      'h4',
      'h5',
      'h6',
      'hr',
      'i',
      'img',
      'ins',
      'li',
      'ol',
      'p',
      'pre',
      's',
      'small',
      'span',
      'strike',
      'strong',
      'sub',
    ],
    ...['sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'],
  ],
  allowedAttributes: {
    '*': ['style', 'dir', 'lang'],
    // No title: what it shows beside a link is one more place to lie about where it leads.
    a: ['href', 'rel', 'target'],
    img: ['src', 'data-src', 'alt', 'width', 'height'],
    font: ['color'],
    ol: ['start', 'type'],
    table: [...cells, 'border', 'cellpadding', 'cellspacing'],
    td: cells,
    th: cells,
  },
  allowedSchemes: links,
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  nestingLimit: maxNesting,
  // Checked above, declaration by declaration; the library's own parser takes a second on a large mail.
  parseStyleAttributes: false,
  transformTags: { '*': withSafeStyle },
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'title',
    'noscript',
    'template',
    'svg',
    'math',
    'iframe',
    'object',
    'xmp',
  ],
};

/** Open tags that were not closed yet, at most; void elements and closed siblings do not count. */
const isTooDeep = (html: string): boolean => {
  let depth = 0;
  let opened = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:]{0,20})/gi)) {
    if (/^(?:br|hr|img|meta|link|input|p|li|td|th|tr|col|o:p)$/i.test(name)) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (slash === '') opened += 1;
    if (depth > maxNesting * 10) return true;
  }
  return opened > maxOpenTags;
};

export const htmlCleaner = (): HtmlCleaner => ({
  message: (html) => {
    if (isTooDeep(html)) return { html: '', text: '' };
    const clean = sanitizeHtml(html, messageOptions).trim();
    return { html: clean, text: textOf(clean) };
  },
  reply: (html) => (isTooDeep(html) ? '' : withTargets(withoutOverrides(sanitizeHtml(html, replyOptions).trim()))),
});
