import { z } from 'zod';
import type { LockedPage } from './chromium-page.ts';
import type { Region } from './pdf/assemble-pdf.ts';

/** Where the markup's headings, paragraphs, tables and pictures stand on a page, as the browser laid them out. */

const edge = z.number();
const MeasuredRegion: z.ZodType<Region> = z.object({
  role: z.enum(['H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'Artifact', 'Figure']),
  left: edge,
  top: edge,
  right: edge,
  bottom: edge,
  parent: z.number().int().nullable(),
  scope: z.exactOptional(z.enum(['Row', 'Column'])),
  span: z.exactOptional(z.number().int()),
  alt: z.exactOptional(z.string()),
  filled: z.boolean(),
});

/**
 * Runs in the page: our text, which no document's script hears of. `boxes` are the indexes of the page boxes in the body.
 * The repeated foot is no content; a paragraph in a cell is part of the cell.
 */
const measure = (boxes: readonly number[]): string => `(() => {
  const roles = { h1: 'H1', h2: 'H2', h3: 'H3', p: 'P', table: 'Table', tr: 'TR', th: 'TH', td: 'TD', img: 'Figure' };
  const regionsOf = (box) => {
    const origin = box.getBoundingClientRect();
    const indexes = new Map();
    const regions = [];
    for (const element of box.querySelectorAll(Object.keys(roles).join())) {
      const name = element.localName;
      if (name === 'p' && element.closest('td,th')) continue;
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const around = element.parentElement.closest('tr,table');
      const region = {
        role: element.closest('footer') ? 'Artifact' : roles[name],
        left: left - origin.left,
        top: top - origin.top,
        right: right - origin.left,
        bottom: bottom - origin.top,
        parent: (around && indexes.get(around)) ?? null,
        filled: element.textContent.trim() !== '',
      };
      if (name === 'th') region.scope = element.scope === 'col' ? 'Column' : 'Row';
      if ((name === 'th' || name === 'td') && element.colSpan > 1) region.span = element.colSpan;
      if (name === 'img') region.alt = element.alt;
      indexes.set(element, regions.length);
      regions.push(region);
    }
    return regions;
  };
  return ${JSON.stringify(boxes)}.map((index) => regionsOf(document.body.children[index]));
})()`;

/** Shows the document and measures these boxes of it. */
export const showAndMeasure = (page: LockedPage, html: string, boxes: readonly number[]): Promise<Region[][]> =>
  page.setAndEvaluate(html, measure(boxes), z.array(z.array(MeasuredRegion)));
