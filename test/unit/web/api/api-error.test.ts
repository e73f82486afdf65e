import { expect, test } from 'vitest';
import { en } from '../../../../shared/words/en/page.ts';
import { fr } from '../../../../shared/words/fr/page.ts';
import { ApiError, retryDelay, sayError } from '../../../../web/src/api/api-error.ts';

const problem = (code: string, more: object = {}) => ({ status: 429, code, detail: 'English words', ...more });
const quota = { of: 'user', window: 'hour', limit: 1000, used: 990, freeAt: '2026-10-01T13:00:00.000Z' };

test('the page waits before a retry as long as the service asks, but never longer than a minute (Y19)', () => {
  const throttled = (retryAfter: string | null) => new ApiError(429, problem('too-many-requests'), retryAfter);
  expect([retryDelay(0, throttled('7')), retryDelay(1, throttled('7'))]).toEqual([7000, 7000]);
  expect(retryDelay(0, throttled('3600'))).toBe(60_000);
  expect([retryDelay(0, throttled(null)), retryDelay(1, new TypeError('network'))]).toEqual([500, 1000]);
});

test('a used-up mail budget is explained with its figures and the time, in the page’s language (Y17)', () => {
  const error = new ApiError(429, problem('mail-budget-exhausted', { quota }), '600');
  expect(sayError(en.problems, error)).toMatch(/^You may send .*1000, of which 990 are used.*Try again from October 1/);
  expect(sayError(fr.problems, error)).toMatch(/^Vous pouvez envoyer .*1000, dont 990 sont utilisés.*1 octobre/);
  const ofProject = new ApiError(429, problem('mail-budget-exhausted', { quota: { ...quota, of: 'project' } }), '600');
  expect(sayError(fr.problems, ofProject)).toContain('Ce projet peut');
});
