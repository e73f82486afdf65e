import type { Graphic } from '../drawing.ts';
import { inReadingOrder } from '../match/reading-order.ts';
import type { Font } from '../read/graphics-state.ts';
import { frameOperators } from '../read/page-frame.ts';
import type { Item } from '../tagged-item.ts';
import { textWriter } from './write-text.ts';

/** Writes a page's content: first the drawing, as an artifact, then the texts in reading order. */

const pictures = (items: readonly Item[]): Map<Graphic, Item> =>
  new Map(
    items.flatMap((item): [Graphic, Item][] => [
      ...(item.picture ? [[item.picture, item] as [Graphic, Item]] : []),
      ...pictures(item.children),
    ]),
  );

/** Numbers the items (MCID) in the order of the page's content. */
const opener = () => {
  let count = 0;
  return (item: Item): string => {
    if (item.role === 'Artifact') return '/Artifact BMC\n';
    item.number = count;
    count += 1;
    return `/${item.role}<</MCID ${item.number}>>BDC\n`;
  };
};

const drawn = (items: readonly Item[], graphics: readonly Graphic[], open: (item: Item) => string): string => {
  const figures = graphics.some(({ image }) => image) ? pictures(items) : new Map<Graphic, Item>();
  let drawing = '';
  let isInArtifact = false;
  for (const graphic of graphics) {
    const figure = figures.get(graphic);
    if (isInArtifact === (figure !== undefined)) {
      drawing += isInArtifact ? 'EMC\n' : figure ? '' : '/Artifact BMC\n';
      isInArtifact = !isInArtifact && !figure;
    }
    drawing += figure ? `${open(figure)}${graphic.operators}EMC\n` : graphic.operators;
  }
  return isInArtifact ? `${drawing}EMC\n` : drawing;
};

/** Returns the page's content stream, and sets the number of each item that has content. */
export const writePage = (
  items: readonly Item[],
  graphics: readonly Graphic[],
  fonts: (name: string) => Font,
): Buffer => {
  const open = opener();
  const drawing = drawn(items, graphics, open);
  const text = textWriter();
  const visit = (item: Item) => {
    if (item.runs.length > 0) {
      text.raw(open(item));
      for (const run of inReadingOrder(item.runs, fonts)) text.write(run);
      text.raw('EMC\n');
    }
    item.children.forEach(visit);
  };
  items.forEach(visit);
  return Buffer.from(`q\n${drawing}Q\nq\n${frameOperators}\nBT\n${text.done()}ET\nQ\n`, 'latin1');
};
