import type { TaggedBox } from '../../../ports/display-list.ts';
import type { Box, Drawing, TextRun } from '../drawing.ts';
import { type Item, itemOf, nestItems } from '../tagged-item.ts';

/** Assigns each text and picture that the browser drew on a page to a tagged box, by place. */

/** Boxes that contain other boxes and no text of their own. */
const isFrame = ({ role }: TaggedBox): boolean => role === 'Table' || role === 'TR' || role === 'Figure';

const distance = (box: Box, x: number, y: number): number =>
  Math.max(box.left - x, x - box.right, 0) + Math.max(box.top - y, y - box.bottom, 0);

/** Each box that can contain texts, or contains others, with its index. */
type Level = readonly { index: number; box: TaggedBox }[];

/** The boxes in each box, and the outermost ones under null. */
const levelsOf = (boxes: readonly TaggedBox[]): Map<number | null, Level> => {
  const parents = new Set(boxes.map(({ parent }) => parent));
  const holders = boxes
    .map((box, index) => ({ index, box }))
    .filter(({ box, index }) => !isFrame(box) || parents.has(index));
  return Map.groupBy(holders, ({ box }) => box.parent);
};

/** The nearest box to a point; of several, the last. */
const nearest = (level: Level, x: number, y: number): Level[number] | null => {
  let found: Level[number] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const one of level) {
    const far = distance(one.box, x, y);
    if (far > least) continue;
    found = one;
    least = far;
  }
  return found;
};

/**
 * An item for each box, with the texts whose middle is in it or nearest to it; then one artifact for texts on a page
 * that has no box for them.
 */
export const placeTexts = (boxes: readonly TaggedBox[], runs: readonly TextRun[]): Item[] => {
  const stray = itemOf({ role: 'Artifact' });
  const items = boxes.map(itemOf);
  const levels = levelsOf(boxes);
  for (const run of runs) {
    const { left, right, baseline } = run.box;
    const within = (level: Level) => nearest(level, (left + right) / 2, baseline);
    let found = within(levels.get(null) ?? []);
    while (found && isFrame(found.box)) found = within(levels.get(found.index) ?? []);
    (items[found?.index ?? -1] ?? stray).runs.push(run);
  }
  return [...items, stray];
};

/** Pixels by which a picture may exceed its box. */
const slack = 1;

const holds = (box: Box, { left, top, right, bottom }: Box): boolean =>
  box.top - slack <= top && bottom <= box.bottom + slack && box.left - slack <= left && right <= box.right + slack;

/** A picture outside a figure, in one without alternative text, or a second one, counts as decoration. */
const placePictures = (boxes: readonly TaggedBox[], items: readonly Item[], { graphics }: Drawing): void => {
  for (const graphic of graphics) {
    const { image } = graphic;
    const index = image ? boxes.findIndex((box) => box.role === 'Figure' && holds(box, image)) : -1;
    const figure = items[index];
    if (figure?.alt) figure.picture ??= graphic;
  }
};

export const matchTexts = (boxes: readonly TaggedBox[], drawing: Drawing): Item[] => {
  const items = placeTexts(boxes, drawing.runs);
  placePictures(boxes, items, drawing);
  return nestItems(boxes, items);
};
