import type { Band } from '../../../ports/page-map.ts';
import type { TextRun } from '../drawing.ts';
import { addRun, type Item, itemOf, whole } from '../placed-text.ts';
import { unsupported } from '../unsupported-pdf.ts';

/** Assigns each text of a schedule page to a place by its position. */

type Strip = { band: Band; places: Item[] };

const stripAt = (strips: readonly Strip[], y: number): Strip | undefined => {
  let low = 0;
  let high = strips.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const strip = strips[middle];
    if (!strip || y < strip.band.top) high = middle - 1;
    else if (y >= strip.band.bottom) low = middle + 1;
    else return strip;
  }
  return undefined;
};

const place = (strips: readonly Strip[], run: TextRun): void => {
  const { left, right, baseline } = run.box;
  const strip = stripAt(strips, baseline);
  const index = strip?.band.places.findIndex((edges) => edges.left <= left && right < edges.right) ?? -1;
  const item = strip?.places[index];
  if (!item) throw unsupported(`a text from ${whole(left)} to ${whole(right)} at ${whole(baseline)} is in no place`);
  addRun(item, run);
};

/** Empty cells of a row are kept, so that the following cells stay in their columns. */
const itemsOf = ({ band, places }: Strip): Item[] => {
  const filled = places.filter((item) => item.runs.length > 0);
  if (!band.isRow) return filled;
  const row = itemOf({ role: 'TR' });
  row.children = places.filter((item) => item.role !== 'Artifact');
  return [...filled.filter((item) => item.role === 'Artifact'), row];
};

/** Throws unless every text has a place, and exactly the places that should have text do. */
export const matchBands = (bands: readonly Band[], runs: readonly TextRun[]): Item[] => {
  const strips = bands.map((band): Strip => ({ band, places: band.places.map(itemOf) }));
  for (const run of runs) place(strips, run);
  for (const { band, places } of strips) {
    places.forEach((item, i) => {
      const shouldHave = ((band.filled >>> i) & 1) === 1;
      if (item.runs.length > 0 !== shouldHave) {
        throw unsupported(`place ${i} at ${whole(band.top)} has ${item.runs.length} texts`);
      }
    });
  }
  return strips.flatMap(itemsOf);
};
