import { afterAll, expect, test } from 'vitest';
import { chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../../../shared/documents/detail/detail-document.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { frozenSteel } from '../../fixtures/steel-frame.ts';
import { readPdf } from '../../readers/read-pdf.ts';

/**
 * An accountant's check of invoice 3 of the seeded steel contract. It reads the texts of the printed PDF, and nothing
 * else, and reaches every figure of lines 4 to 9 from them. The steps are those of docs/document.md#an-accountants-check.
 */

const renderer = chromiumRenderer();
afterAll(() => renderer.close());

/** "1 234,56 $", "-$1,234.56" or "10 %" in hundredths. */
const hundredths = (text: string): number => {
  const sign = /^[-−]/.test(text) ? -1 : 1;
  const [whole = '', fraction = ''] = text.replaceAll(/[^\d.,]/g, '').split(/[.,](?=\d{1,3}$)/);
  return sign * Number(whole.replaceAll(/\D/g, '') + fraction.padEnd(2, '0').slice(0, 2));
};
const isMoney = (text: string): boolean => /\d[.,]\d\d(?!\d)/.test(text) && text.includes('$');
const timesPercent = (cents: number, percent: number): number => Math.round((cents * percent) / 10_000);
const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0);

/** The texts of each printed line, from left to right, without the differences between kinds of spaces. */
type Line = string[];

const linesOf = async (language: Language): Promise<Line[][]> => {
  const { pdf } = await renderer.render(detailDocument(frozenSteel(3), language));
  return (await readPdf(pdf)).pages.map(({ placed }) => {
    const texts = placed.filter(({ text }) => text.trim() !== '');
    const lines = Map.groupBy(texts, ({ baseline }) => Math.round(baseline));
    return [...lines.values()].map((line) =>
      line.toSorted((a, b) => a.left - b.left).map(({ text }) => text.replaceAll(/\s/g, ' ').trim()),
    );
  });
};

const words = {
  fr: { work: 'Travaux (5a)', materials: 'Matériaux (5b)', totals: 'Totaux', releasedOnLine: 'Retenue libérée' },
  en: { work: 'Work (5a)', materials: 'Materials (5b)', totals: 'Totals', releasedOnLine: 'Retainage released' },
} as const;

test.each(['fr', 'en'] as const)(
  'every figure of lines 4 to 9 is reached from the printed page alone, in %s',
  async (language) => {
    const say = words[language];
    const [first = [], schedule = []] = await linesOf(language);
    const lineOf = (lines: readonly Line[], label: string): Line => {
      const found = lines.find((line) => line.some((text) => text.startsWith(label)));
      if (!found) throw new Error(`${label} is not printed`);
      return found.slice(found.findIndex((text) => text.startsWith(label)));
    };
    const textOf = (lines: readonly Line[], label: string): string => lineOf(lines, label)[0] ?? '';
    const amounts = (lines: readonly Line[], label: string): number[] =>
      lineOf(lines, label).filter(isMoney).map(hundredths);
    const number = (mark: string): number => {
      const line = first.find(([text]) => text === mark);
      if (!line) throw new Error(`line ${mark} is not printed`);
      return hundredths(line.find(isMoney) ?? '');
    };

    // Step 1. The lines of the schedule: G = D + E + F and H = C − G; their sums are the totals.
    const lines = schedule
      .filter(([text]) => /^\d+$/.test(text ?? ''))
      .map((line) => line.filter(isMoney).map(hundredths));
    expect(lines).toHaveLength(3);
    for (const [c = 0, d = 0, e = 0, f = 0, g, h] of lines) expect([g, h]).toEqual([d + e + f, c - d - e - f]);
    const columns = [0, 1, 2, 3, 4, 5, 6].map((i) => sum(lines.map((line) => line[i] ?? 0)));
    const [c = 0, , , , g = 0, h = 0, i = 0] = columns;
    expect(amounts(schedule, say.totals)).toEqual(columns);

    // Step 2. Line 4 is the sum of column G.
    expect(number('4')).toBe(g);

    // Step 3. Retainage: before + retained − released = held. Retained is the rate on column E of each line (for
    // materials, held is the rate on column F), and the released amount stands below each line.
    const kinds = [say.work, say.materials].map((label) => {
      const rate = hundredths(/([\d.,]+) ?%$/.exec(textOf(first, label))?.[1] ?? '');
      const [before = 0, retained = 0, released = 0, held = 0] = amounts(first, label);
      expect(held).toBe(before + retained - released);
      return { rate, retained, released, held };
    });
    const [work, materials] = kinds;
    const onColumn = (column: number, rate = 0) => sum(lines.map((line) => timesPercent(line[column] ?? 0, rate)));
    expect(work?.retained).toBe(onColumn(2, work?.rate));
    expect(materials?.held).toBe(onColumn(3, materials?.rate));
    const notes = schedule.flat().filter((text) => text.startsWith(say.releasedOnLine));
    expect(work?.released).toBe(sum(notes.map((text) => hundredths(text.split(':')[1]?.trim() ?? ''))));
    const held = kinds.map((kind) => kind.held);
    expect([number('5a'), number('5b'), number('5')]).toEqual([...held, sum(held)]);
    expect(i).toBe(sum(held));

    // Step 4. Line 6 = 4 − 5, and line 8 = 6 − 7.
    expect(number('6')).toBe(g - sum(held));
    expect(number('8')).toBe(g - sum(held) - number('7'));
    expect(number('8')).toBe(7_910_523);

    // Step 5. Line 9 is what is left on the lines, and the retainage; it is also line 3 less line 6.
    expect(number('9')).toBe(h + sum(held));
    expect(number('9')).toBe(c - number('6'));

    // Step 6. Each tax is its rate on line 8, and the amount due is all of them together.
    const taxes = first.filter((line) => line.some((text) => /^(?:TPS|TVQ|GST|QST) \(/.test(text)));
    const amountsOfTaxes = taxes.map((line) => {
      const [, rate = ''] = /\(([\d.,]+) ?%\)/.exec(line.join(' ')) ?? [];
      const tax = hundredths(line.findLast(isMoney) ?? '');
      expect(tax).toBe(Math.round((number('8') * Number(rate.replace(',', '.'))) / 100));
      return tax;
    });
    expect(amountsOfTaxes).toHaveLength(2);
    const due = number('8') + sum(amountsOfTaxes);
    expect(first.flat().filter(isMoney).map(hundredths)).toContain(due);
  },
);
