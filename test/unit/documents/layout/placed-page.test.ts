import { expect, test } from 'vitest';
import type { OpenList } from '../../../../shared/documents/layout/page.ts';
import { placedPage } from '../../../../shared/documents/layout/placed-page.ts';

const sizes = { size: 10.5, lineHeight: 14, headSize: 9 };
const place = { left: 5, right: 105, box: 0 } as const;
const column = (tops: readonly number[], style: 'regular' | 'zero' = 'regular'): OpenList['texts'] =>
  tops.map((top) => ({ ...place, text: `at ${top}`, style, align: 'start', top }));
const blocksOf = (texts: OpenList['texts']) =>
  placedPage({ texts, bars: [], watermark: null }, sizes).html.match(/<p .*?<\/p>/gs) ?? [];

test('texts at equal distances are lines of one block, whose first line is half a distance higher', () => {
  expect(blocksOf(column([40, 60, 80]))).toEqual([
    '<p class="regular start" style="left:5px;top:37px;width:100px;line-height:20px">at 40\nat 60\nat 80\n</p>',
  ]);
});

test('another distance, an uneven one, and a smaller one than a line begin a block', () => {
  const tops = (texts: OpenList['texts']) => blocksOf(texts).map((block) => /top:([\d.]+)px/.exec(block)?.[1]);
  expect(tops(column([40, 60, 94]))).toEqual(['37', '94']);
  expect(tops(column([40, 61]))).toEqual(['40', '61']);
  expect(tops(column([40, 50]))).toEqual(['40', '50']);
});

test('a line in another style is marked, and a text in another column is in a block of its own', () => {
  const [block, other] = blocksOf([
    ...column([40]),
    ...column([60], 'zero'),
    { ...place, text: 'beside', style: 'regular', align: 'right', top: 80 },
  ]);
  expect(block).toContain('>at 40\n<b class="zero">at 60</b>\n</p>');
  expect(other).toContain('class="regular right"');
});

test('a watermark lies behind the bars', () => {
  const bars = [{ left: 0, top: 10, width: 20, height: 1, color: '#17506e' }];
  const { html } = placedPage({ texts: [], bars, watermark: { path: 'M1 2L3 4L5 2Z', color: '#e6eaed' } }, sizes);
  expect(html.match(/<path [^>]*>/g)).toEqual([
    '<path fill="#e6eaed" d="M1 2L3 4L5 2Z"/>',
    '<path fill="#17506e" d="M0 10h20v1h-20z"/>',
  ]);
});
