/**
 * Where the texts of a printed page stand and what they are, as its generator knows it: for the structure that a screen
 * reader follows. CSS pixels from the upper left corner of the page inside its margins.
 */

type Role = 'H1' | 'H2' | 'H3' | 'P' | 'TH' | 'TD' | 'Artifact';

/** From `left` (inclusive) to `right`. A header cell says what it heads; a cell over several columns how many. */
export type Place = { left: number; right: number; role: Role; scope?: 'Row' | 'Column'; span?: number };

/** A strip of the page over its whole width; bit n of `filled` says that place n holds text. `isRow`: a row of the table. */
export type Band = { top: number; bottom: number; isRow: boolean; places: readonly Place[]; filled: number };

export type Bookmark = { title: string; level: 0 | 1; page: number; top: number };

/** One page: its HTML, and its bands from top to bottom, or null when only its markup tells what is what. */
type Sheet = { html: string; bands: readonly Band[] | null };

/** A document page by page, so that it can be printed in parts: `head`, any of the sheets, `tail` are a document. */
export type Sheets = {
  head: string;
  tail: string;
  count: number;
  sheet(index: number): Sheet;
  bookmarks: readonly Bookmark[];
};
