/**
 * Normalizes the editor's content to the HTML that the contract allows: p, br, strong, em, u, ul, ol, li, a. Browsers
 * fill an editable element with markup of their own. Needs no browser: it works on any tree that resembles a DOM.
 */

export type NodeLike = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<NodeLike>;
  getAttribute?(name: string): string | null;
};

const inline: Record<string, string> = { B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', U: 'u' };
const blocks = new Set(['P', 'DIV', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'SECTION']);
const dropped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'TITLE', 'IFRAME', 'OBJECT']);

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The link's address, if its scheme is one that we mail. */
export const safeHref = (href: string | null | undefined): string | null => {
  const trimmed = (href ?? '').trim();
  return /^(?:https?:\/\/|mailto:)[^\s]+$/i.test(trimmed) ? trimmed : null;
};

const isBlock = (node: NodeLike): boolean => node.nodeType === 1 && blocks.has(node.nodeName.toUpperCase());
const children = (node: NodeLike): NodeLike[] => [...node.childNodes];
const holdsBlock = (node: NodeLike): boolean => children(node).some((child) => isBlock(child) || holdsBlock(child));

const inlineHtml = (node: NodeLike): string => {
  if (node.nodeType === 3) return escapeHtml((node.textContent ?? '').replaceAll(/[\u200b\r\n]/g, ''));
  if (node.nodeType !== 1) return '';
  const name = node.nodeName.toUpperCase();
  if (dropped.has(name)) return '';
  if (name === 'BR') return '<br>';
  const inner = children(node).map(inlineHtml).join('');
  if (inner === '') return '';
  if (name === 'A') {
    const href = safeHref(node.getAttribute?.('href'));
    return href === null ? inner : `<a href="${escapeHtml(href)}">${inner}</a>`;
  }
  const tag = inline[name];
  return tag ? `<${tag}>${inner}</${tag}>` : inner;
};

/** A line break at the end of a block only keeps an empty line open. */
const paragraph = (html: string): string => `<p>${html.replace(/<br>$/, '') || '<br>'}</p>`;

const listHtml = (node: NodeLike, tag: 'ul' | 'ol'): string => {
  const items = children(node)
    .filter((child) => child.nodeName.toUpperCase() === 'LI' || isBlock(child))
    .map((item) => `<li>${itemHtml(item)}</li>`);
  return items.length > 0 ? `<${tag}>${items.join('')}</${tag}>` : '';
};

const itemHtml = (item: NodeLike): string =>
  children(item)
    .map((child) => (isBlock(child) ? blockHtml(child).replace(/^<p>(.*)<\/p>$/, '$1') : inlineHtml(child)))
    .join('')
    .replace(/<br>$/, '');

const blockHtml = (node: NodeLike): string => {
  const name = node.nodeName.toUpperCase();
  if (name === 'UL') return listHtml(node, 'ul');
  if (name === 'OL') return listHtml(node, 'ol');
  return holdsBlock(node) ? flowHtml(node) : paragraph(children(node).map(inlineHtml).join(''));
};

/** In a mix of blocks and loose text, each run of loose text becomes a paragraph. */
const flowHtml = (node: NodeLike): string => {
  let html = '';
  let loose = '';
  const flush = () => {
    if (loose.trim() !== '') html += paragraph(loose);
    loose = '';
  };
  for (const child of children(node)) {
    if (!isBlock(child) && !holdsBlock(child)) {
      loose += inlineHtml(child);
      continue;
    }
    flush();
    html += blockHtml(child);
  }
  flush();
  return html;
};

const isBlank = (html: string): boolean => html.replaceAll(/<[^>]*>/g, '').trim() === '';

/** The editor's content as HTML; an empty string when nothing is written. */
export const messageHtml = (editor: NodeLike): string => {
  const html = flowHtml(editor).replaceAll(/(?:<p><br><\/p>)+$/g, '');
  return isBlank(html) ? '' : html;
};
