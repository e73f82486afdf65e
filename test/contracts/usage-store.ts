import { describe, expect, test } from 'vitest';
import type { UsageStore } from '../../shared/ports/store-ports.ts';
import { newId } from './subjects.ts';

const window = '1999-10-01T10';

/** The contract of every UsageStore. */
export const usageStoreContract = (getStore: () => UsageStore): void => {
  const spend = (scope: string, token: string, amount: number, most = 10) =>
    getStore().spend({ scope, window, token, amount, most });

  describe('counters', () => {
    test('rise up to their limit and not beyond, and return how much is used', async () => {
      const scope = newId('scope');
      expect(await spend(scope, 'a', 4)).toEqual({ isSpent: true, used: 4 });
      expect(await spend(scope, 'b', 7)).toEqual({ isSpent: false, used: 4 });
      expect(await spend(scope, 'c', 6)).toEqual({ isSpent: true, used: 10 });
      expect(await spend(scope, 'd', 1)).toEqual({ isSpent: false, used: 10 });
      expect(await spend(newId('scope'), 'd', 11)).toEqual({ isSpent: false, used: 0 });
    });

    test('count a token once, and recognize it even after the limit has been reached', async () => {
      const scope = newId('scope');
      for (let i = 0; i < 3; i += 1) expect(await spend(scope, 'a', 4)).toEqual({ isSpent: true, used: 4 });
      await spend(scope, 'b', 6);
      expect(await spend(scope, 'a', 4)).toEqual({ isSpent: true, used: 10 });
    });

    test('let exactly as many of forty concurrent calls pass as fit within the limit', async () => {
      const scope = newId('scope');
      const all = await Promise.all(Array.from({ length: 40 }, (_, i) => spend(scope, `t${i}`, 2, 30)));
      const spent = all.filter(({ isSpent }) => isSpent).length;
      expect(spent).toBe(15);
      expect((await getStore().listUsed(scope, window))[0]?.used).toBe(30);
    }, 60_000);

    test('give back what a token took, once', async () => {
      const scope = newId('scope');
      await spend(scope, 'a', 4);
      await spend(scope, 'b', 6);
      for (let i = 0; i < 2; i += 1) await getStore().giveBack(scope, window, 'a');
      await getStore().giveBack(scope, window, 'never');
      await getStore().giveBack(scope, '1999-10-01T11', 'a');
      expect(await getStore().listUsed(scope, window)).toEqual([{ window, used: 6, tokens: { b: 6 } }]);
    });

    test('are listed in order, from a given window on', async () => {
      const scope = newId('scope');
      for (const hour of ['12', '10', '11'])
        await getStore().spend({ scope, window: `1999-10-01T${hour}`, token: 'a', amount: 1, most: 5 });
      const listed = await getStore().listUsed(scope, '1999-10-01T11');
      expect(listed.map((one) => one.window)).toEqual(['1999-10-01T11', '1999-10-01T12']);
    });
  });

  describe('an allowance', () => {
    const start = Date.parse('2026-10-01T00:00:00.000Z');
    const take = (scope: string, ms: number, costMs = 500) =>
      getStore().take(scope, { now: new Date(start + ms), costMs, burstMs: 2000 });

    test('is used up by a burst, returns how long to wait, and refills over time', async () => {
      const scope = newId('user');
      for (let i = 0; i < 4; i += 1) expect(await take(scope, 0)).toBe(0);
      expect(await take(scope, 0)).toBe(500);
      expect(await take(scope, 100)).toBe(400);
      expect(await take(scope, 500)).toBe(0);
      expect(await take(scope, 500)).toBe(500);
      for (let i = 0; i < 4; i += 1) expect(await take(scope, 60_000)).toBe(0);
      expect(await take(scope, 60_000)).toBe(500);
      expect(await take(newId('user'), 60_000)).toBe(0);
    });

    test('lets exactly as many of fifty concurrent calls pass as it holds', async () => {
      const scope = newId('user');
      const waits = await Promise.all(Array.from({ length: 50 }, () => take(scope, 0)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
    }, 60_000);

    test('that a wrong clock used up delays nobody', async () => {
      const scope = newId('user');
      expect(await take(scope, 10 * 3_600_000)).toBe(0);
      expect(await take(scope, 0)).toBe(0);
    });
  });
};
