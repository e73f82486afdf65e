import { expect, test } from 'vitest';
import { amount, day, fullMoment, moment, money, percent, period, rate, size } from '../../../web/src/format.ts';

/** French writes figures with no-break spaces of two kinds; which one is up to the platform. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('money is written as each language writes it, to the cent, however large', () => {
  expect(money('en', '1234567.50', 'CAD')).toBe('$1,234,567.50');
  expect(plain(money('fr', '1234567.50', 'CAD'))).toBe('1 234 567,50 $');
  expect(plain(money('fr', '-74059.34', 'CAD'))).toBe('-74 059,34 $');
  expect(amount('en', '99999999999.99')).toBe('99,999,999,999.99');
  expect(plain(amount('fr', '99999999999.99'))).toBe('99 999 999 999,99');
});

test('rates and percentages keep all digits of a tax rate', () => {
  expect(rate('en', '0.09975')).toBe('9.975%');
  expect(plain(rate('fr', '0.09975'))).toBe('9,975 %');
  expect(percent('en', '71.08')).toBe('71.08%');
  expect(plain(percent('fr', '71.08'))).toBe('71,08 %');
});

test('a date is the same day in every time zone', () => {
  for (const zone of ['Pacific/Kiritimati', 'America/Toronto', 'Pacific/Pago_Pago']) {
    process.env.TZ = zone;
    expect(day('en', '2026-09-30')).toBe('Sep 30, 2026');
    expect(day('fr', '2026-09-30')).toBe('30 sept. 2026');
    expect(period('fr', { start: '2026-09-01', end: '2026-09-30' })).toMatch(/^1.+30 sept\. 2026$/);
  }
  delete process.env.TZ;
});

test('a time of today is shown without its day, an older one with it, and one of another year with the year', () => {
  const now = new Date('2026-11-24T17:00:00');
  const at = (text: string) => plain(moment('fr', new Date(text).toISOString(), null, now));
  expect(at('2026-11-24T05:07:00')).toBe('5 h 07');
  expect(at('2026-11-20T05:07:00')).toMatch(/20 nov.*5 h 07/);
  expect(at('2026-11-20T05:07:00')).not.toContain('2026');
  expect(at('2025-11-20T05:07:00')).toContain('2025');
});

test('a time is shown in the zone of its project, and its full form names the zone', () => {
  const at = (instant: string, zone: string) =>
    plain(moment('en', instant, zone, new Date('2026-11-24T12:00:00.000Z')));
  expect(at('2026-11-24T03:30:00.000Z', 'America/Toronto')).toMatch(/Nov.*23.*10:30 p\.m\./);
  expect(at('2026-11-24T03:30:00.000Z', 'Europe/Paris')).toBe('4:30 a.m.');
  expect(plain(fullMoment('en', '2026-07-01T03:30:00.000Z', 'America/Vancouver'))).toMatch(
    /^June 30, 2026.*8:30:00 p\.m\. PDT$/,
  );
});

test('sizes are decimal, as the limits are', () => {
  expect(size('en', 28_000_000)).toBe('28 MB');
  expect(plain(size('fr', 28_000_000))).toBe('28 Mo');
  expect(size('en', 1_234_567)).toBe('1.2 MB');
  expect(size('en', 999)).toBe('999 bytes');
});
