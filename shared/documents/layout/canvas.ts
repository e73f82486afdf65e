import type { Bar, DrawnText, Region } from '../../ports/page-map.ts';
import type { FrontStyle } from './text-styles.ts';

/**
 * The first page as regions, texts and bars in their places: what its boxes put there once it is known how far the page is
 * zoomed. Chromium lays out the same boxes by their HTML; both must agree (test/integration/document/drawn-pages.test.ts).
 */

/** On the page, in its pixels; `scale`: lengths are given before the zoom. */
export type Corner = { x: number; y: number; scale: number };

/** A length as Chromium counts it: in whole 64ths of a pixel. */
export const zoomed = (length: number, scale: number): number => Math.floor(length * scale * 64) / 64;

/** So far from a corner, and `rules` pixels more down, which are pixels at any zoom. */
export const from = ({ x, y, scale }: Corner, right: number, down: number, rules = 0): Corner => ({
  x: x + zoomed(right, scale),
  y: y + zoomed(down, scale) + rules,
  scale,
});

/** Of line heights it takes the nearest 64th. */
export const nextLine = (at: Corner, line: number): Corner => ({
  ...at,
  y: at.y + Math.round(line * at.scale * 64) / 64,
});

/** A region by its size. `parent` is what `Sketch.region` answered for it. */
export type Placed = Pick<Region, 'role'> & Partial<Omit<Region, 'left' | 'top' | 'right' | 'bottom'>>;
/** A text of the first page. */
export type FrontText = DrawnText & { style: FrontStyle };
/** `width` before the zoom; `bottom` on the page. */
type Extent = { width: number; bottom: number };

export type Canvas = {
  /** Answers its number. */
  region(at: Corner, region: Placed, extent: Extent): number;
  /** At its left edge, or at its right one. */
  text(at: Corner, text: string, style: FrontStyle, align?: DrawnText['align']): void;
  fill(at: Corner, extent: Extent, color: string): void;
  /** One pixel, from the corner to the right, below it or above it. */
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
  /** Chromium paints boxes from whole pixel to whole pixel. */
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
    // Of one colour after the other: each change of it costs the file a few bytes.
    bars: () => [...fills, ...lines.toSorted((a, b) => (a.color < b.color ? -1 : a.color > b.color ? 1 : 0))],
  };
};
