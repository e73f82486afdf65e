import { expect, test } from 'vitest';
import {
  assemblePdf,
  type PageContent,
  type PrintedPart,
  type Region,
} from '../../shared/adapters/pdf/assemble-pdf.ts';
import { repackPdf } from '../../shared/adapters/pdf/repack-pdf.ts';

const meta = { title: '', language: 'en', date: '2026-01-01', bookmarks: [] } as const;

test('nothing is made of a part whose texts have no place', () => {
  const region: Region = { role: 'P', left: 0, top: 0, right: 1, bottom: 1, parent: null, filled: true };
  const pages: PageContent[] = [{ regions: [region] }];
  const parts: PrintedPart[] = [{ pdf: new Uint8Array() }];
  expect(assemblePdf({ ...meta, parts, pages })).toHaveProperty('unmatched');
  expect(repackPdf(new Uint8Array(), meta).pages).toBe(0);
});
