import type { TaggedBox } from '../../ports/display-list.ts';
import type { Graphic, TextRun } from './drawing.ts';

/** A tagged part of a page, with its content in reading order. */
export type Item = {
  role: TaggedBox['role'];
  scope: 'Row' | 'Column' | undefined;
  span: number;
  alt: string;
  runs: TextRun[];
  picture: Graphic | null;
  children: Item[];
  /** Its number on the page (MCID); null for artifacts and for items without content of their own. */
  number: number | null;
};

export const itemOf = ({ role, scope, span, alt }: Pick<TaggedBox, 'role' | 'scope' | 'span' | 'alt'>): Item => ({
  role,
  scope,
  span: span ?? 1,
  alt: alt ?? '',
  runs: [],
  picture: null,
  children: [],
  number: null,
});

/** Empty items are dropped, except cells, so that the following cells stay in their columns. */
const isKept = (item: Item): boolean =>
  item.role === 'TH' || item.role === 'TD' || item.runs.length > 0 || item.picture !== null || item.children.length > 0;

/** Puts the items of a page's boxes into one another, and returns the outermost ones. */
export const nestItems = (boxes: readonly TaggedBox[], items: readonly Item[]): Item[] => {
  const outermost: Item[] = [];
  // In reverse order, so that an item's children are complete before the item itself is handled.
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (!item || !isKept(item)) continue;
    const parent = items[boxes[i]?.parent ?? -1];
    (parent?.children ?? outermost).push(item);
  }
  for (const item of items) item.children.reverse();
  return outermost.reverse();
};
