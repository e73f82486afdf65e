import type { Bar, DrawnText, Region } from '../../ports/page-map.ts';
import type { FrontStyle } from './text-styles.ts';

/**
 * The first page as positioned regions, texts and bars, added by its boxes once the page's scale is known. Chromium
 * lays out the same boxes from their HTML; both must agree (test/integration/document/drawn-pages.test.ts).
 */

/** A position in page pixels. `scale` converts lengths that are given before the zoom. */
export type Corner = { x: number; y: number; scale: number };

/** A length in Chromium's layout units: whole 64ths of a pixel, rounded down. */
export const zoomed = (length: number, scale: number): number => Math.floor(length * scale * 64) / 64;

/** Moves a corner by lengths before the zoom, and down by another `rules` pixels, which do not scale. */
export const from = ({ x, y, scale }: Corner, right: number, down: number, rules = 0): Corner => ({
  x: x + zoomed(right, scale),
  y: y + zoomed(down, scale) + rules,
  scale,
});

/** Chromium rounds line heights to the nearest 64th of a pixel. */
export const nextLine = (at: Corner, line: number): Corner => ({
  ...at,
  y: at.y + Math.round(line * at.scale * 64) / 64,
});

/** A region whose position is given separately. `parent` is the index that `Canvas.region` returned for the parent. */
export type Placed = Pick<Region, 'role'> & Partial<Omit<Region, 'left' | 'top' | 'right' | 'bottom'>>;
/** A text of the first page. */
export type FrontText = DrawnText & { style: FrontStyle };
/** `width` is before the zoom, `bottom` is on the page. */
type Extent = { width: number; bottom: number };

export type Canvas = {
  /** Returns the region's index. */
  region(at: Corner, region: Placed, extent: Extent): number;
  /** `at` is the text's left edge, or its right edge if `align` is `right`. */
  text(at: Corner, text: string, style: FrontStyle, align?: DrawnText['align']): void;
  fill(at: Corner, extent: Extent, color: string): void;
  /** A horizontal line of one pixel, starting at the corner, just below or above it. */
  line(at: Corner, width: number, color: string, side: 'below' | 'above'): void;
  readonly regions: readonly Region[];
  readonly texts: readonly FrontText[];
  bars(): Bar[];
};

export const newCanvas = (): Canvas => {
  const regions: Region[] = [];
  const texts: FrontText[] = [];
  const fills: Bar[] = [];
  const lines: Bar[] = [];
  const rightOf = ({ x, scale }: Corner, width: number): number => x + width * scale;
  /** Chromium snaps painted boxes to whole pixels. */
  const barOf = (left: number, top: number, right: number, bottom: number, color: string): Bar => {
    const [x, y] = [Math.round(left), Math.round(top)];
    return { left: x, top: y, width: Math.round(right) - x, height: Math.round(bottom) - y, color };
  };

  return {
    region: (at, { role, parent = null, filled = true, ...others }, { width, bottom }) => {
      const edges = { left: at.x, top: at.y, right: rightOf(at, width), bottom };
      return regions.push({ ...others, role, parent, filled, ...edges }) - 1;
    },
    text: ({ x, y }, text, style, align = 'left') => {
      if (text !== '') texts.push({ text, style, x, align, top: y });
    },
    fill: (at, { width, bottom }, color) => {
      fills.push(barOf(at.x, at.y, rightOf(at, width), bottom, color));
    },
    line: (at, width, color, side) => {
      const edge = Math.round(at.y);
      const top = side === 'below' ? edge : edge - 1;
      lines.push(barOf(at.x, top, rightOf(at, width), top + 1, color));
    },
    regions,
    texts,
    // Lines are sorted by colour, because each change of colour costs a few bytes in the file.
    bars: () => [...fills, ...lines.toSorted((a, b) => (a.color < b.color ? -1 : a.color > b.color ? 1 : 0))],
  };
};
