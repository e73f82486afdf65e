/**
 * Where the texts of a printed page stand and what they are, as its generator knows it: for the structure that a screen
 * reader follows. CSS pixels from the upper left corner of the page inside its margins.
 */

type Role = 'H1' | 'H2' | 'H3' | 'P' | 'TH' | 'TD' | 'Artifact';

/** From `left` (inclusive) to `right`. A header cell says what it heads; a cell over several columns how many. */
export type Place = { left: number; right: number; role: Role; scope?: 'Row' | 'Column'; span?: number };

/** A strip of the page over its whole width; bit n of `filled` says that place n holds text. `isRow`: a row of the table. */
export type Band = { top: number; bottom: number; isRow: boolean; places: readonly Place[]; filled: number };

/**
 * A box of a page that is no table from edge to edge, in reading order. What stands in a row or a table names it by its index
 * (`parent`). `filled`: it holds text; nobody looks at it for tables, rows and figures. A figure without `alt` is decoration.
 */
export type Region = {
  role: Role | 'H3' | 'Table' | 'TR' | 'Figure';
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

/** A text in one line. `x`: its left edge, or its right one; `top`: from where the style's base line counts. */
export type DrawnText = { text: string; style: string; x: number; align: 'left' | 'right'; top: number };

/** A filled rectangle; `color` as #rrggbb. Those that come later lie on top. */
export type Bar = { left: number; top: number; width: number; height: number; color: string };

/**
 * A page that needs no browser: every text is one line of letters that stand by themselves. `hasPicture`: what the specimen
 * shows besides its texts is on this page too, in the same place.
 */
export type DrawnPage = { texts: readonly DrawnText[]; bars: readonly Bar[]; hasPicture: boolean };

/**
 * A page to be printed beside the others and left out: each style (`samples`) and each letter (`letters`) of the drawn
 * pages, in strips from `top` to `bottom`. What the browser makes of them is what those pages are drawn with.
 * A sample's base line counts from `top`; `at` says which text of its strip it is, from the left, or -1 for the last.
 * `wholes`: texts that are taken as they are there, because their letters are fitted to each other.
 */
export type Specimen = {
  html: string;
  samples: readonly { style: string; weight: string; top: number; bottom: number; at: number }[];
  letters: readonly { weight: string; text: string; top: number; bottom: number }[];
  wholes: readonly { style: string; text: string; top: number; bottom: number }[];
};

/** One page: its HTML, and its bands from top to bottom or its regions. */
export type Sheet = { html: string; draw: (() => DrawnPage) | null } & (
  | { bands: readonly Band[]; regions: null }
  | { bands: null; regions: readonly Region[] }
);

/** A document page by page, so that it can be printed in parts: `head`, any of the sheets, `tail` are a document. */
export type Sheets = {
  head: string;
  tail: string;
  count: number;
  sheet(index: number): Sheet;
  /** Null when no page can do without the browser. */
  specimen: Specimen | null;
  bookmarks: readonly Bookmark[];
};
