import { z } from 'zod';
import type { TaggedBox } from '../../ports/display-list.ts';
import { needsNoSpace } from '../pdf/match/reading-order.ts';

/**
 * Zooms the first page so that it fits, and measures it. The expression runs in the document's page, whose own scripts
 * stay off.
 */

const Box = z.object({
  role: z.enum(['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Artifact']),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  parent: z.int().nullable(),
  scope: z.enum(['Row', 'Column']).exactOptional(),
  span: z.int().exactOptional(),
  alt: z.string().exactOptional(),
});
/** The browser hands over a text in a fraction of the time that it needs for objects. */
export const MeasuredBoxes: z.ZodType<TaggedBox[]> = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(Box));

/**
 * The tagged boxes of the page around the element with `data-zooms`, in reading order; none if there is no such
 * element. A word that had to be broken gets a soft hyphen, so that its parts are not read as two words
 * (shared/adapters/pdf/read/text-marks.ts).
 */
export const fitAndMeasure = `(() => {
  const content = document.querySelector('[data-zooms]');
  if (!content) return '[]';
  for (const zoom of content.dataset.zooms.split(' ')) {
    content.style.zoom = zoom;
    if (content.scrollHeight <= content.clientHeight && content.scrollWidth <= content.clientWidth) break;
  }

  const range = document.createRange();
  const breakLines = (text) => {
    let before = null;
    const breaks = [];
    for (const { index, segment } of new Intl.Segmenter().segment(text.data)) {
      range.setStart(text, index);
      range.setEnd(text, index + segment.length);
      const { top, height } = range.getBoundingClientRect();
      if (before && top > before.top + height / 2 && !${needsNoSpace}.test(before.segment)) breaks.push(index);
      before = segment.trim() === '' ? null : { segment, top };
    }
    for (const index of breaks.reverse()) text.insertData(index, '\\u00ad');
  };
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    if (range.getClientRects().length > 1) breakLines(texts.currentNode);
  }

  const roles = { h1: 'H1', h2: 'H2', p: 'P', table: 'Table', tr: 'TR', th: 'TH', td: 'TD', img: 'Figure' };
  const page = content.parentElement;
  const origin = page.getBoundingClientRect();
  const indexes = new Map();
  const elements = page.querySelectorAll('h1,h2,p:not(:is(th,td) p),table,tr,th,td,img');
  const boxes = Array.from(elements, (element, i) => {
    const { localName, scope, colSpan, alt, parentElement } = element;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    indexes.set(element, i);
    return {
      role: element.closest('footer') ? 'Artifact' : roles[localName],
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
      parent: indexes.get(parentElement.closest('tr,table')) ?? null,
      scope: { row: 'Row', col: 'Column' }[scope],
      span: colSpan > 1 ? colSpan : undefined,
      alt: alt || undefined,
    };
  });
  return JSON.stringify(boxes);
})()`;
