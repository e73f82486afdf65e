import type { Band, Bookmark, DrawnPage } from '../../domain/page-map.ts';
import type { Language } from '../../domain/text.ts';

/** What the maker of a document says about it. */

/**
 * A box measured on the page, in reading order: CSS pixels from the upper left corner of the page inside its margins.
 * A table's rows and cells name what they are in by its index (`parent`). `filled`: it holds text;
 * nobody looks at it for tables, rows and figures. A figure without `alt` is decoration.
 */
export type Region = {
  role: 'H1' | 'H2' | 'H3' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Artifact' | 'Figure';
  left: number;
  top: number;
  right: number;
  bottom: number;
  parent: number | null;
  scope?: 'Row' | 'Column' | undefined;
  span?: number | undefined;
  alt?: string | undefined;
  filled: boolean;
};

/**
 * What the texts of a page are: bands where the page was laid out by us, regions where the browser was asked. A page with
 * `draw` is not among those that were printed.
 */
export type PageContent = { bands: readonly Band[]; draw?: () => DrawnPage } | { regions: readonly Region[] };

export const isDrawn = (page: PageContent): page is { bands: readonly Band[]; draw: () => DrawnPage } =>
  'draw' in page && page.draw !== undefined;

/** `date`: YYYY-MM-DD. */
export type PdfMeta = { title: string; language: Language; date: string; bookmarks: readonly Bookmark[] };

export type AssembledPdf = { pdf: Uint8Array; pages: number };
