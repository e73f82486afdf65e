import type { Graphic, TextRun } from './drawing.ts';
import type { Region } from './page-content.ts';
import { refusal } from './refusal.ts';

/** A part of a page's content with what stands in it, in reading order. */
export type Item = {
  role: Region['role'];
  scope?: 'Row' | 'Column';
  span?: number;
  alt?: string;
  runs: TextRun[];
  picture: Graphic | null;
  children: Item[];
};

export const itemOf = ({ role, scope, span, alt }: Pick<Region, 'role' | 'scope' | 'span' | 'alt'>): Item => ({
  role,
  ...(scope ? { scope } : {}),
  ...(span && span > 1 ? { span } : {}),
  ...(alt ? { alt } : {}),
  runs: [],
  picture: null,
  children: [],
});

export type RunBox = { left: number; right: number; baseline: number };

/** From the first glyph's origin to the last one's. A glyph far off its line is no mark of a letter of it. */
export const boxOf = ({ xs, ys, size }: TextRun): RunBox => {
  const baseline = ys[0] ?? 0;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const [i, x] of xs.entries()) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (Math.abs((ys[i] ?? 0) - baseline) > size)
      throw refusal(`a glyph at ${whole(x)} off the line of ${whole(baseline)}`);
  }
  return { left, right, baseline };
};

export const whole = (x: number): string => x.toFixed(0);

/** Marks of a letter may come from another font: they have no width. */
const leastOverlap = 1.5;

/** Two texts in the same place and on the same line stand side by side; otherwise one of them is not of this document. */
export const addRun = (item: Item, run: TextRun, box: RunBox): void => {
  for (const other of item.runs) {
    if (Math.abs((other.ys[0] ?? 0) - box.baseline) > 1) continue;
    const { left, right } = boxOf(other);
    const overlap = Math.min(right, box.right) - Math.max(left, box.left);
    if (overlap > leastOverlap) throw refusal(`two texts over each other at ${whole(box.left)} ${whole(box.baseline)}`);
  }
  item.runs.push(run);
};
