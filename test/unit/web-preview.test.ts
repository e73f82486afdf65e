import { expect, test } from 'vitest';
import { sayRendering } from '../../web/src/composer/say-rendering.ts';
import { en } from '../../web/src/strings/en.ts';

const say = (progress: number, pagesDone: number | null, pages: number | null) =>
  sayRendering(en.composer, { state: 'rendering', progress, pagesDone, pages });

test('a PDF in the making is counted in pages, in percent where pages are unknown, and in nothing where nothing is', () => {
  expect(say(0.25, 3, 12)).toBe('Preparing the PDF: 3 of 12 pages');
  expect(say(0.255, null, null)).toBe('Preparing the PDF, 26%');
  expect(say(0, null, null)).toBe('Preparing the PDF…');
  expect(sayRendering(en.composer, null)).toBe('Preparing the PDF…');
});
