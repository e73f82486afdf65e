import { afterAll, describe, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { labels } from '../../../shared/words/words.ts';
import { frozenSteel } from '../../fixtures/steel-frame.ts';
import { readPdf, squeezed } from '../../readers/read-pdf.ts';
import { standsAfter } from './printed-rows.ts';

/** Reads the figures of the worked example in docs/document.md back from the seeded contract's three PDFs. */

const vector = [
  {
    line3: '205250.75',
    line4: '82288.16',
    line5: '8228.82',
    line6: '74059.34',
    line8: '74059.34',
    line9: '131191.41',
    TPS: '3702.97',
    TVQ: '7387.42',
  },
  {
    line3: '219584.08',
    line4: '156087.61',
    line5: '15608.76',
    line6: '140478.85',
    line8: '66419.51',
    line9: '79105.23',
    TPS: '3320.98',
    TVQ: '6625.35',
  },
  {
    line3: '219584.08',
    line4: '219584.08',
    line5: '0.00',
    line6: '219584.08',
    line8: '79105.23',
    line9: '0.00',
    TPS: '3955.26',
    TVQ: '7890.75',
  },
];

/**
 * A formatter of the test's own, so that the product's is not checked by itself. Both sides are without white space.
 */
const figure = (amount: string, language: Language): string =>
  language === 'fr' ? `${amount.replace('.', ',')}$` : `$${amount.replace(/\B(?=(?:\d{3})+\.)/g, ',')}`;

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

describe.each(['en', 'fr'] as const)('the worked example in %s', (language) => {
  const words = labels(language).invoice;

  test.each([1, 2, 3])('invoice %i prints every figure beside its label', async (number) => {
    const expected = vector[number - 1];
    if (!expected) throw new Error(`no invoice ${number}`);
    const document = detailDocument(frozenSteel(number), language);
    const { pdf } = await renderer.render(document);
    const first = squeezed((await readPdf(pdf)).pages[0]?.text ?? '');
    for (const line of ['line3', 'line4', 'line5', 'line6', 'line8', 'line9'] as const) {
      const label = squeezed(words.lines[line]);
      expect(standsAfter(first, label, figure(expected[line], language)), `${label} in ${first}`).toBe(true);
    }
    // Each tax is printed with its name, its rate and registration, and then its amount.
    const rates = language === 'fr' ? { TPS: '5%', TVQ: '9,975%' } : { TPS: '5%', TVQ: '9.975%' };
    const registrations = { TPS: '812345678RT0001', TVQ: '1223456789TQ0001' };
    for (const tax of ['TPS', 'TVQ'] as const) {
      expect(first).toContain(rates[tax]);
      expect(standsAfter(first, registrations[tax], figure(expected[tax], language)), tax).toBe(true);
    }
    const cents = [expected.line8, expected.TPS, expected.TVQ].map((amount) => Math.round(Number(amount) * 100));
    const due = (cents.reduce((sum, n) => sum + n, 0) / 100).toFixed(2);
    expect(first).toContain(figure(due, language));
  });
});
