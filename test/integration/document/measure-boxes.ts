import { z } from 'zod';
import type { LockedPage } from '../../../shared/adapters/chromium/page.ts';

/** The places of the first page's headings, paragraphs, tables and pictures, as the browser laid them out. */

const edge = z.number();
const Measured = z.object({
  role: z.string(),
  left: edge,
  top: edge,
  right: edge,
  bottom: edge,
  parent: z.number().int().nullable(),
  scope: z.string().optional(),
  alt: z.string().optional(),
  filled: z.boolean(),
});
export type Measured = z.infer<typeof Measured>;

/** Runs in the page. The repeated foot does not count as content, and a paragraph in a cell is part of the cell. */
const measure = `(() => {
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
  return regionsOf(document.body.firstElementChild);
})()`;

export const measureBoxes = (page: LockedPage): Promise<Measured[]> => page.evaluate(measure, z.array(Measured));
