import { expect, test } from 'vitest';
import { en } from '../../../../../shared/words/en/page.ts';
import { fr } from '../../../../../shared/words/fr/page.ts';
import { ApiError } from '../../../../../web/src/api/api-error.ts';
import { sayRenderFailure, sayRendering } from '../../../../../web/src/composer/preview/render-status.ts';

const say = (progress: number, pagesDone: number | null, pages: number | null) =>
  sayRendering(en.composer, { state: 'rendering', progress, pagesDone, pages });

test('the progress of a PDF is given in pages, in percent if pages are unknown, or without a figure', () => {
  expect(say(0.25, 3, 12)).toBe('Preparing the PDF: 3 of 12 pages');
  expect(say(0.255, null, null)).toBe('Preparing the PDF, 26%');
  expect(say(0, null, null)).toBe('Preparing the PDF…');
  expect(sayRendering(en.composer, null)).toBe('Preparing the PDF…');
});

test('a failed PDF is explained by its reason, and other errors have no such explanation', () => {
  const refused = (status: number, code: string) => new ApiError(status, { status, code, detail: '' });
  const said = [refused(422, 'render-limit'), refused(503, 'render-failed')].flatMap((error) =>
    [en, fr].map(({ composer }) => sayRenderFailure(composer, error)),
  );
  expect(new Set(said).size).toBe(4);
  expect(said).not.toContain(null);
  expect(sayRenderFailure(en.composer, refused(503, 'unavailable'))).toBeNull();
  expect(sayRenderFailure(en.composer, new TypeError('Failed to fetch'))).toBeNull();
});
