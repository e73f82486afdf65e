import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { PrintedInvoice } from '../../../shared/domain/invoice/invoice.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { withLogo } from '../../fixtures/logos.ts';
import {
  hardTexts,
  invoiceLines,
  lettersWithoutFont,
  manyScripts,
  printedOf,
  signedBy,
} from '../../fixtures/printed-invoices.ts';
import { anyContract } from '../../fixtures/random-contracts.ts';
import { frozenSteel } from '../../fixtures/steel-frame.ts';
import { isRequired, startVeraPdf, type VeraPdf } from '../../readers/verapdf/verapdf.ts';

/**
 * veraPDF, the reference validator, checks documents against PDF/UA-1 (ISO 14289-1, accessibility) and PDF/A-3a
 * (ISO 19005-3, archiving). It needs Java and Maven, and once the network; without them these tests are skipped and say
 * why. COURRIEL_SEED repeats a run of other random contracts.
 */
const seed = Number(process.env.COURRIEL_SEED ?? 20_261_201);
const folder = mkdtempSync(join(tmpdir(), 'courriel-verapdf-'));
const renderer = chromiumRenderer();
let veraPdf: VeraPdf | string;

beforeAll(async () => {
  veraPdf = await startVeraPdf();
}, 180_000);
afterAll(async () => {
  if (typeof veraPdf === 'object') veraPdf.close();
  await renderer.close();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
/** The rules that a file breaks, each with the place. */
const brokenIn = async ({ check }: VeraPdf, pdf: Uint8Array): Promise<string[]> => {
  const file = join(folder, `${made++}.pdf`);
  writeFileSync(file, pdf);
  const { checks, failed } = await check(file);
  // Two pages alone make thousands of checks; few would mean that the file was not understood.
  expect(checks).toBeGreaterThan(10_000);
  return failed;
};
const print = async (printed: PrintedInvoice, language: Language): Promise<Uint8Array> =>
  (await renderer.render(detailDocument(printed, language))).pdf;

const documents: readonly (readonly [string, PrintedInvoice])[] = [
  ['an invoice of 3 lines', printedOf(invoiceLines(3))],
  ['an invoice of 40 lines with a logo', withLogo(printedOf(invoiceLines(40)))],
  ['an invoice of 1000 lines', printedOf(invoiceLines(1000))],
  ['an invoice with Arabic, Hebrew, Chinese and other scripts', manyScripts()],
  ['an invoice with texts that are hard to set', hardTexts()],
  ['an invoice with letters that no font has', lettersWithoutFont()],
  ['a complete draft', { ...frozenSteel(3), invoice: { ...frozenSteel(3).invoice, status: 'draft' } }],
  ['a signed invoice', signedBy(printedOf(invoiceLines(3)), 'Amélie Tremblay', 'Chargée de projet')],
];

/** The long one costs six seconds of processor time a language, so both are checked only where veraPDF must be here. */
const languagesOf = (printed: PrintedInvoice): readonly Language[] =>
  printed.lines.length < 1000 || isRequired ? ['en', 'fr'] : ['fr'];

test.for(
  documents.flatMap(([what, printed]) => languagesOf(printed).map((language) => [what, language, printed] as const)),
)('%s in %s breaks no rule of PDF/UA-1 and PDF/A-3a', { timeout: 180_000 }, async ([, language, printed], { skip }) => {
  if (typeof veraPdf === 'string') return skip(veraPdf);
  expect(await brokenIn(veraPdf, await print(printed, language))).toEqual([]);
});

test('20 random contracts break no rule of PDF/UA-1 and PDF/A-3a', async ({ skip }) => {
  if (typeof veraPdf === 'string') return skip(veraPdf);
  const checker = veraPdf;
  // All at once, so that one document is printed while another is checked.
  const contracts = fc.sample(anyContract, { seed, numRuns: 20 });
  const broken = contracts.map(async ({ printed, language }) => brokenIn(checker, await print(printed, language)));
  expect((await Promise.all(broken)).flat()).toEqual([]);
}, 180_000);

test('a file that claims another part of the standard is found out', async ({ skip }) => {
  if (typeof veraPdf === 'string') return skip(veraPdf);
  const text = Buffer.from(await print(printedOf(invoiceLines(3)), 'en')).toString('latin1');
  const changed = Buffer.from(text.replace('<pdfuaid:part>1<', '<pdfuaid:part>9<'), 'latin1');
  expect(await brokenIn(veraPdf, changed)).toEqual([expect.stringMatching(/^ua1 5-/)]);
});
