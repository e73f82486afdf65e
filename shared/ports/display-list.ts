/**
 * The texts and shapes of a document's pages, their places, and their tags, which a screen reader follows. Lengths are
 * in CSS pixels, from the upper left corner of the page's content area.
 */

/**
 * A box with its tag, in reading order. A box in a row or table refers to it by index (`parent`); a row without a
 * parent belongs to the table that began on this page or an earlier one. `scope`: what a header cell is the head of;
 * `span`: how many columns a cell covers. A figure without `alt` is decoration.
 */
export type TaggedBox = {
  role: 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure' | 'Artifact';
  left: number;
  top: number;
  right: number;
  bottom: number;
  parent: number | null;
  scope?: 'Row' | 'Column';
  span?: number;
  alt?: string;
};

/**
 * A text on one line, between `left` and `right`. `start` aligns it left, or right if it begins with a right-to-left
 * word. The line of its text style begins at `top`. `box`: the index of its tagged box.
 */
export type DisplayText = {
  text: string;
  style: string;
  align: 'left' | 'right' | 'start';
  left: number;
  right: number;
  top: number;
  box: number;
};

/** A filled rectangle; `color` as #rrggbb. Later ones lie on top of earlier ones. */
export type Bar = { left: number; top: number; width: number; height: number; color: string };

/** A filled shape: an SVG path of straight lines, with absolute M, L and Z only; `color` as #rrggbb. */
export type Outline = { path: string; color: string };

/**
 * A page as texts and bars, which are drawn into the PDF directly, or placed in HTML and printed by the browser. The
 * watermark lies behind everything else.
 */
export type DisplayList = {
  texts: readonly DisplayText[];
  bars: readonly Bar[];
  boxes: readonly TaggedBox[];
  watermark: Outline | null;
};

/**
 * The glyph sheet: printed with the other pages and then left out. Each sample stands in the box of the same index. It
 * shows a text style, or, if `style` is null, letters of a weight; pages are drawn with what the browser makes of them.
 */
export type GlyphSheet = {
  html(): string;
  boxes: readonly TaggedBox[];
  samples: readonly { text: string; style: string | null; weight: string }[];
};

/**
 * One page as HTML for the browser, and as a display list. `isDrawn`: the list is drawn with the glyphs of the glyph
 * sheet, and the HTML is not needed. A page without a list is laid out by the browser, which zooms its element with
 * `data-zooms` by the first of these factors at which all of its content fits, and measures its boxes.
 */
export type Page = { html(): string; list: (() => DisplayList) | null; isDrawn: boolean };

export type Bookmark = { title: string; level: 0 | 1; page: number; top: number };

/** A document page by page, so that it can be printed in parts: `head`, any of the pages and `tail` make a document. */
export type Pages = {
  head: string;
  tail: string;
  all: readonly Page[];
  /** Null when every page needs the browser. */
  glyphSheet: GlyphSheet | null;
  bookmarks: readonly Bookmark[];
};
