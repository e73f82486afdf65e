import type { Language } from '../../domain/text.ts';
import type { Band, Bookmark, DrawnPage, Region } from '../../ports/page-map.ts';
import type { DataFile } from '../../ports/ports.ts';

/** A document's own description of its pages and its metadata. */

/** A page's bands or regions, by which its texts are tagged. A page with `draw` was not printed by Chromium. */
export type PageContent = ({ bands: readonly Band[] } | { regions: readonly Region[] }) & { draw?: () => DrawnPage };

export const isDrawn = (page: PageContent): page is PageContent & { draw: () => DrawnPage } => page.draw !== undefined;

/** `date`: YYYY-MM-DD. */
export type PdfMeta = {
  title: string;
  language: Language;
  date: string;
  bookmarks: readonly Bookmark[];
  dataFiles?: readonly DataFile[];
};

export type AssembledPdf = { pdf: Uint8Array; pages: number };
