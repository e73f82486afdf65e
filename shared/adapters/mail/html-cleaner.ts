import { convert } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';
import { withoutOverrides } from '../../domain/text.ts';
import type { HtmlCleaner } from '../../ports/mail-ports.ts';
import { isLegibleText, legibleStyle } from './legible-style.ts';
import { withTargets } from './link-targets.ts';

/**
 * Sanitizes untrusted HTML with an allow list: `message` what a user wrote in the composer, `reply` what came by mail.
 * As a second defence, the page shows received HTML in a sandboxed frame.
 */

/** html-to-text takes seconds on megabytes; a message is at most 50,000 characters (limits.ts), markup included. */
const maxTextInput = 200_000;
/** No genuine mail nests deeper, and the parser's time grows with the square of the depth. */
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
    // Browsers' editors write these tags for the same formatting.
    ...{ b: 'strong', i: 'em', div: 'p' },
    // A relative link has no base in a mail: each mail program resolves it differently or not at all.
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

/**
 * A remote picture reveals who read the mail and when. Its URL moves to `data-src`, and the page asks before loading
 * it.
 */
const disarmedImage = (attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes => {
  const { src = '', style: _style, ...rest } = attribs;
  if (inlineSource.test(src)) return { ...rest, src };
  return /^https?:\/\//i.test(src) ? { ...rest, 'data-src': src } : rest;
};

/** A mail has no URL of its own, so relative links would resolve against our page: they lose their target. */
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

const replyTags = [
  'a b big blockquote br center code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i',
  'img ins li ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr u ul',
].flatMap((tags) => tags.split(' '));

const replyOptions: sanitizeHtml.IOptions = {
  allowedTags: replyTags,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang'],
    // `title` is not allowed: its tooltip could lie about where a link leads.
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
  // legibleStyle has already checked each declaration; the library's own parser takes a second on a large mail.
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

/**
 * True when the HTML would take too long to parse: by its nesting, or by the number of opened tags. Void elements and
 * tags that are commonly left unclosed do not count.
 */
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
