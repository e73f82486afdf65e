import type { Language } from '../../domain/text.ts';
import type { Band, Bookmark, DrawnPage, Region } from '../../ports/page-map.ts';

/** What the maker of a document says about it. */

/** What the texts of a page are: bands or regions. A page with `draw` is not among those that were printed. */
export type PageContent = ({ bands: readonly Band[] } | { regions: readonly Region[] }) & { draw?: () => DrawnPage };

export const isDrawn = (page: PageContent): page is PageContent & { draw: () => DrawnPage } => page.draw !== undefined;

/** `date`: YYYY-MM-DD. */
export type PdfMeta = { title: string; language: Language; date: string; bookmarks: readonly Bookmark[] };

export type AssembledPdf = { pdf: Uint8Array; pages: number };
