import { expect, test } from 'vitest';
import { partSizes } from '../../../../shared/adapters/chromium/print-parts.ts';

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

test('a short document is one part; a longer one ends with a small part, and no part exceeds 40 pages', () => {
  expect(partSizes(2)).toEqual([2]);
  expect(partSizes(20)).toEqual([20]);
  expect(partSizes(41)).toEqual([31, 10]);
  for (let count = 1; count < 900; count++) {
    const sizes = partSizes(count);
    expect(sum(sizes)).toBe(count);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
  }
});
