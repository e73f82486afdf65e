import type { Region } from '../../../ports/page-map.ts';
import type { Box, Drawing, RunBox, TextRun } from '../drawing.ts';
import { addRun, type Item, itemOf, whole } from '../placed-text.ts';
import { unsupported } from '../unsupported-pdf.ts';

/** Assigns each text and picture of a page to its region, by position. */

/** Regions that contain other regions and no text of their own. */
const isFrame = ({ role }: Region): boolean => role === 'Table' || role === 'TR' || role === 'Figure';

/** Pixels, tried in order. Positions are exact to a 64th, but a text may start slightly before its box. */
const slacks = [0.05, 0.6];

const holds = (region: Box, box: Box, slack: number): boolean =>
  region.top - slack <= box.top &&
  box.bottom <= region.bottom + slack &&
  region.left - slack <= box.left &&
  box.right <= region.right + slack;

const isWithin = (regions: readonly Region[], inner: number, outer: number): boolean => {
  for (let at: number | null | undefined = inner; at !== null && at !== undefined; at = regions[at]?.parent) {
    if (at === outer) return true;
  }
  return false;
};

/** The innermost of the found regions; null when two overlap and neither contains the other. */
const innermost = (regions: readonly Region[], found: readonly number[]): number | null => {
  const inner = found.filter((one) => found.every((other) => isWithin(regions, one, other)));
  return inner.length === 1 ? (inner[0] ?? null) : null;
};

/** Hot loop (every text against every region): allocates as little as possible. */
const placesOf = (regions: readonly Region[], { left, right, baseline }: RunBox): number[] => {
  const extent = { left, right, top: baseline, bottom: baseline };
  const found: number[] = [];
  for (const slack of slacks) {
    for (let i = 0; i < regions.length; i++) {
      const region = regions[i];
      if (region && holds(region, extent, slack) && !isFrame(region)) found.push(i);
    }
    if (found.length > 0) break;
  }
  return found;
};

const placeOf = (regions: readonly Region[], { box }: TextRun): number => {
  const found = placesOf(regions, box);
  const index = innermost(regions, found);
  if (index !== null) return index;
  const [left, right, baseline] = [box.left, box.right, box.baseline].map(whole);
  throw unsupported(`a text from ${left} to ${right} at ${baseline} is in ${found.length} places`);
};

/** A picture outside a figure, or in one without alternative text, counts as decoration. */
const placePictures = (regions: readonly Region[], items: readonly Item[], { graphics }: Drawing): void => {
  for (const graphic of graphics) {
    const { image } = graphic;
    const index = image ? regions.findIndex((region) => region.role === 'Figure' && holds(region, image, 1)) : -1;
    const figure = items[index];
    if (!figure?.alt) continue;
    if (figure.picture) throw unsupported(`two pictures in region ${index}`);
    figure.picture = graphic;
  }
};

const checkFilled = (regions: readonly Region[], items: readonly Item[]): void => {
  regions.forEach((region, i) => {
    const item = items[i];
    if (!item || (isFrame(region) && !item.alt)) return;
    const isFilled = region.role === 'Figure' || region.filled;
    if (isFilled !== (item.runs.length > 0 || item.picture !== null)) {
      throw unsupported(`region ${i} has ${item.runs.length} texts`);
    }
  });
};

/** Empty items are dropped, except cells, so that the following cells stay in their columns. */
const isKept = (item: Item): boolean =>
  item.role === 'TH' || item.role === 'TD' || item.runs.length > 0 || item.picture !== null || item.children.length > 0;

export const matchRegions = (regions: readonly Region[], drawing: Drawing): Item[] => {
  const items = regions.map(itemOf);
  for (const run of drawing.runs) {
    const item = items[placeOf(regions, run)];
    if (item) addRun(item, run);
  }
  placePictures(regions, items, drawing);
  checkFilled(regions, items);
  // In reverse order, so that an item's children are complete before the item itself is handled.
  const outermost: Item[] = [];
  items.toReversed().forEach((item, i) => {
    if (!isKept(item)) return;
    const parent = regions[regions.length - 1 - i]?.parent ?? null;
    const siblings = parent === null ? outermost : items[parent]?.children;
    if (!siblings) throw unsupported(`no region ${parent}`);
    siblings.unshift(item);
  });
  return outermost;
};
