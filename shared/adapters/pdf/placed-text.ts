import type { Region } from '../../ports/page-map.ts';
import type { Graphic, TextRun } from './drawing.ts';
import { unsupported } from './unsupported-pdf.ts';

/** A tagged part of a page, with its content in reading order. */
export type Item = {
  role: Region['role'];
  scope: 'Row' | 'Column' | undefined;
  span: number;
  alt: string;
  runs: TextRun[];
  picture: Graphic | null;
  children: Item[];
  /** Its number on the page (MCID); null for artifacts and for items without content of their own. */
  number: number | null;
};

export const itemOf = ({ role, scope, span, alt }: Pick<Region, 'role' | 'scope' | 'span' | 'alt'>): Item => ({
  role,
  scope,
  span: span ?? 1,
  alt: alt ?? '',
  runs: [],
  picture: null,
  children: [],
  number: null,
});

export const whole = (x: number): string => x.toFixed(0);

/** Pixels. Combining marks may come from another font and overlap their letter; they have no width. */
const leastOverlap = 1.5;

/** Texts in the same place and on the same line must not overlap; if they do, the page is not laid out as expected. */
export const addRun = (item: Item, run: TextRun): void => {
  const { left, right, baseline } = run.box;
  for (const { box } of item.runs) {
    if (Math.abs(box.baseline - baseline) > 1) continue;
    const overlap = Math.min(right, box.right) - Math.max(left, box.left);
    if (overlap > leastOverlap) throw unsupported(`two texts over each other at ${whole(left)} ${whole(baseline)}`);
  }
  item.runs.push(run);
};
