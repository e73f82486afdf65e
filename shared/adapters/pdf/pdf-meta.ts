import type { Language } from '../../domain/text.ts';
import type { Bookmark } from '../../ports/display-list.ts';
import type { DataFile } from '../../ports/ports.ts';

/** `date`: YYYY-MM-DD. */
export type PdfMeta = {
  title: string;
  language: Language;
  date: string;
  bookmarks: readonly Bookmark[];
  dataFiles?: readonly DataFile[];
};

export type AssembledPdf = { pdf: Uint8Array; pages: number };
