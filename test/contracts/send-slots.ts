import { describe, expect, test } from 'vitest';
import type { SendSlots } from '../../shared/ports/mail-ports.ts';

/** All tests of a run share one stored item, so each takes place in an hour of its own, later than those before it. */
let hours = 0;
const laterHour = (): number => Date.parse('2026-10-01T00:00:00.000Z') + ++hours * 3_600_000;

/** The largest number of instants within any one second, its end excluded. */
const mostInOneSecond = (instants: readonly number[]): number =>
  Math.max(...instants.map((from) => instants.filter((one) => one >= from && one < from + 1000).length));

/** The contract of every SendSlots. */
export const sendSlotsContract = (getSlots: () => SendSlots): void => {
  describe('send slots', () => {
    test('the first slot is now, and the next ones follow at the rate', async () => {
      const now = new Date(laterHour());
      const waits = [];
      for (let i = 0; i < 4; i += 1) waits.push(await getSlots().take({ now, perSecond: 4, timeoutMs: 5000 }));
      expect(waits).toEqual([0, 250, 500, 750]);
    });

    test('each of 200 concurrent requests gets its own slot or none; no second has more than the rate', async () => {
      const now = new Date(laterHour());
      const ask = () => getSlots().take({ now, perSecond: 14, timeoutMs: 5000 });
      const waits = await Promise.all(Array.from({ length: 200 }, ask));
      const taken = waits.filter((wait) => wait !== null);
      // Slots are 1/14 s apart within 5 s, and the first one is now.
      expect(taken).toHaveLength(70);
      expect(new Set(taken).size).toBe(70);
      expect(Math.max(...taken)).toBeLessThanOrEqual(5000);
      expect(mostInOneSecond(taken)).toBe(14);
    });

    test('a request that gets no slot uses none up, and a later request takes it', async () => {
      const start = laterHour();
      const take = (ms: number, timeoutMs: number) =>
        getSlots().take({ now: new Date(start + ms), perSecond: 1, timeoutMs });
      expect(await take(0, 2500)).toBe(0);
      expect(await take(0, 2500)).toBe(1000);
      expect(await take(0, 2500)).toBe(2000);
      for (let i = 0; i < 10; i += 1) expect(await take(0, 2500)).toBeNull();
      expect(await take(500, 2500)).toBe(2500);
    });

    test('isNear tells whether the next slot is near, without taking it', async () => {
      const start = laterHour();
      const request = (ms: number, timeoutMs: number) => ({ now: new Date(start + ms), perSecond: 1, timeoutMs });
      for (let i = 0; i < 3; i += 1) expect(await getSlots().isNear(request(0, 0))).toBe(true);
      expect(await getSlots().take(request(0, 0))).toBe(0);
      expect(await getSlots().isNear(request(0, 999))).toBe(false);
      expect(await getSlots().isNear(request(0, 1000))).toBe(true);
      expect(await getSlots().isNear(request(1000, 0))).toBe(true);
      expect(await getSlots().take(request(0, 1000))).toBe(1000);
    });

    test('unused time does not accumulate', async () => {
      const start = laterHour();
      const take = (ms: number) => getSlots().take({ now: new Date(start + ms), perSecond: 10, timeoutMs: 5000 });
      expect(await take(0)).toBe(0);
      const later = 60_000;
      const instants = [];
      for (let i = 0; i < 25; i += 1) instants.push(later + ((await take(later)) ?? Number.NaN));
      expect(instants[0]).toBe(later);
      expect(mostInOneSecond(instants)).toBe(10);
    });

    test('a new rate applies from the next slot on, and without a rate nobody waits', async () => {
      const now = new Date(laterHour());
      const take = (perSecond: number) => getSlots().take({ now, perSecond, timeoutMs: 5000 });
      expect(await take(1)).toBe(0);
      expect(await take(2)).toBe(1000);
      expect(await take(2)).toBe(1500);
      const free = new Date(laterHour());
      for (let i = 0; i < 5; i += 1)
        expect(await getSlots().take({ now: free, perSecond: Number.POSITIVE_INFINITY, timeoutMs: 0 })).toBe(0);
    });

    test('a slot that a wrong clock stored delays nobody', async () => {
      const now = laterHour();
      const wrong = laterHour();
      const take = (at: number) => getSlots().take({ now: new Date(at), perSecond: 1, timeoutMs: 5000 });
      expect(await take(wrong)).toBe(0);
      expect(await getSlots().isNear({ now: new Date(now), perSecond: 1, timeoutMs: 0 })).toBe(true);
      expect(await take(now)).toBe(0);
      expect(await take(now)).toBe(1000);
    });
  });
};
