/**
 * Where the texts of a printed page are and what they mean, as the generator of the document knows it. From this come
 * the tags that a screen reader follows. Lengths are in CSS pixels, from the upper left corner of the page's content
 * area.
 */

type Role = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'Artifact';

/**
 * A range of a strip, from `left` (inclusive) to `right`. `scope`: what a header cell is the head of; `span`: how many
 * columns a cell covers.
 */
export type Place = { left: number; right: number; role: Role; scope?: 'Row' | 'Column'; span?: number };

/**
 * A full-width strip of the page. Bit n of `filled` says that place n contains text. `isRow`: it is a row of the table.
 */
export type Band = { top: number; bottom: number; isRow: boolean; places: readonly Place[]; filled: number };

/**
 * A box on a page that is not one full-width table, in reading order. A box in a row or table refers to it by index
 * (`parent`). `filled`: it contains text; ignored for tables, rows and figures. A figure without `alt` is decoration.
 */
export type Region = {
  role: Role | 'Table' | 'TR' | 'Figure';
  left: number;
  top: number;
  right: number;
  bottom: number;
  parent: number | null;
  scope?: 'Row' | 'Column';
  span?: number;
  alt?: string;
  filled: boolean;
};

export type Bookmark = { title: string; level: 0 | 1; page: number; top: number };

/**
 * A text on one line. `x` is its left or right edge, by `align`. Its baseline is below `top` by an offset that the
 * style determines.
 */
export type DrawnText = { text: string; style: string; x: number; align: 'left' | 'right'; top: number };

/** A filled rectangle; `color` as #rrggbb. Later ones lie on top of earlier ones. */
export type Bar = { left: number; top: number; width: number; height: number; color: string };

/** A page drawn without a browser: every text is one line of letters that can be set one by one. */
export type DrawnPage = { texts: readonly DrawnText[]; bars: readonly Bar[] };

/**
 * The glyph sheet: printed with the other pages and then left out. It shows each style (`samples`) and each letter
 * (`letters`) of the drawn pages, in strips from `top` to `bottom`; those pages are drawn with what the browser makes
 * of them. A sample's baseline counts from `top`; `at` is the index of its text in the strip, from the left, or -1 for
 * the last.
 */
export type Specimen = {
  html: string;
  samples: readonly { style: string; weight: string; top: number; bottom: number; at: number }[];
  letters: readonly { weight: string; text: string; top: number; bottom: number }[];
};

/**
 * One page: its HTML, and its bands from top to bottom. A page without bands is laid out by the browser, which zooms
 * its element with `data-zooms` by the first of these factors at which all of its content fits, and measures its
 * regions.
 */
export type Sheet =
  | { html: string; bands: readonly Band[]; draw: (() => DrawnPage) | null }
  | { html: string; bands: null; draw: null };

/** A document page by page, so that it can be printed in parts: `head`, any of the pages and `tail` make a document. */
export type Sheets = {
  head: string;
  tail: string;
  count: number;
  sheet(index: number): Sheet;
  /** Null when every page needs the browser. */
  specimen: Specimen | null;
  bookmarks: readonly Bookmark[];
};
