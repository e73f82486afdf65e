import type { Graphic } from './drawing.ts';
import type { Font } from './graphics-state.ts';
import { frameOperators } from './page-frame.ts';
import type { Item } from './placed-text.ts';
import { inReadingOrder } from './reading-order.ts';
import { textWriter } from './write-text.ts';

/**
 * A page's content in reading order: the drawing first, as an artifact, then the texts. Gives each item that has content
 * its number on the page (MCID).
 */
export type MarkedPage = { content: Buffer; numbers: Map<Item, number> };

const pictures = (items: readonly Item[]): Map<Graphic, Item> =>
  new Map(
    items.flatMap((item): [Graphic, Item][] => [
      ...(item.picture ? [[item.picture, item] as [Graphic, Item]] : []),
      ...pictures(item.children),
    ]),
  );

export const writePage = (
  items: readonly Item[],
  graphics: readonly Graphic[],
  fonts: (name: string) => Font,
): MarkedPage => {
  const numbers = new Map<Item, number>();
  const open = (item: Item): string => {
    if (item.role === 'Artifact') return '/Artifact BMC\n';
    numbers.set(item, numbers.size);
    return `/${item.role}<</MCID ${numbers.size - 1}>>BDC\n`;
  };

  const figures = pictures(items);
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
  if (isInArtifact) drawing += 'EMC\n';

  const text = textWriter(fonts);
  const visit = (item: Item) => {
    if (item.runs.length > 0) {
      text.raw(open(item));
      for (const run of inReadingOrder(item.runs, fonts)) text.write(run);
      text.raw('EMC\n');
    }
    item.children.forEach(visit);
  };
  items.forEach(visit);
  const content = `q\n${drawing}Q\nq\n${frameOperators}\nBT\n${text.done()}ET\nQ\n`;
  return { content: Buffer.from(content, 'latin1'), numbers };
};
