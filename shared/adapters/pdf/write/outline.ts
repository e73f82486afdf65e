import type { Bookmark } from '../../../ports/display-list.ts';
import { pagePoints, pointsPerPixel } from '../drawing.ts';
import { textString } from '../syntax.ts';
import type { ObjectWriter } from './write-objects.ts';

type Entry = { bookmark: Bookmark; number: number; under: Entry[] };

/** Pixels of space above a bookmark's destination. */
const air = 8;

const destination = ({ page, top }: Bookmark, pages: readonly number[]): string => {
  const { height, margin } = pagePoints;
  const y = Math.min(height, height - margin - (top - air) * pointsPerPixel);
  return `[${pages[page]} 0 R/XYZ null ${top === 0 ? height : Math.round(y)} null]`;
};

/** Writes bookmarks in two levels; null when there are none. `pages`: the pages' object numbers. */
export const writeOutline = (
  writer: ObjectWriter,
  bookmarks: readonly Bookmark[],
  pages: readonly number[],
): number | null => {
  const tops: Entry[] = [];
  for (const bookmark of bookmarks) {
    if (pages[bookmark.page] === undefined) continue;
    const entry: Entry = { bookmark, number: writer.reserve(), under: [] };
    const over = tops.at(-1);
    if (bookmark.level === 1 && over) over.under.push(entry);
    else tops.push(entry);
  }
  if (tops.length === 0) return null;

  const ends = (entries: readonly Entry[]): string =>
    entries.length > 0 ? `/First ${entries[0]?.number} 0 R/Last ${entries.at(-1)?.number} 0 R` : '';
  const write = (entries: readonly Entry[], parent: number): void => {
    entries.forEach(({ bookmark, number, under }, i) => {
      const before = entries[i - 1] ? `/Prev ${entries[i - 1]?.number} 0 R` : '';
      const after = entries[i + 1] ? `/Next ${entries[i + 1]?.number} 0 R` : '';
      const inner = under.length > 0 ? `${ends(under)}/Count ${under.length}` : '';
      const where = `/Dest${destination(bookmark, pages)}`;
      writer.add(
        `<</Title${textString(bookmark.title)}/Parent ${parent} 0 R${before}${after}${inner}${where}>>`,
        number,
      );
      write(under, number);
    });
  };
  const root = writer.reserve();
  write(tops, root);
  const count = tops.reduce((sum, { under }) => sum + 1 + under.length, 0);
  return writer.add(`<</Type/Outlines${ends(tops)}/Count ${count}>>`, root);
};
