import { describe, expect, test } from 'vitest';
import {
  InvoiceSignature,
  PrintedSignature,
  printedSignature,
  signatureFault,
} from '../../../../shared/domain/invoice/signature.ts';

const now = new Date('2026-12-01T15:15:32.400Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
const signed = (change: object = {}): InvoiceSignature =>
  InvoiceSignature.parse({
    name: 'Amélie Tremblay',
    title: 'Chargée de projet',
    signedAt: now.toISOString(),
    ...change,
  });

describe('the name of a signature', () => {
  const fault = (typed: string, known: string) => signatureFault(signed({ name: typed }), known, now);

  test('may differ from the directory in case, accents, spaces, and the shape of apostrophes and hyphens', () => {
    expect(fault('amelie  TREMBLAY ', 'Amélie Tremblay')).toBeNull();
    expect(fault('Ame\u0301lie\u00a0Tremblay', 'Amélie Tremblay')).toBeNull();
    expect(fault("James O'Neill", 'James O’Neill')).toBeNull();
    expect(fault('Marc‑André Gagnon', 'Marc-André Gagnon')).toBeNull();
  });

  test.each([
    ['somebody else’s', 'Julie Bouchard'],
    ['only a part of it', 'Amélie'],
    ['more than it', 'Amélie Tremblay Roy'],
    ['in another order', 'Tremblay Amélie'],
    ['with a Cyrillic letter', 'Am\u0435lie Tremblay'],
    ['with a letter that draws nothing', 'Amélie\u200bTremblay'],
    ['joined', 'AmélieTremblay'],
  ])('is refused if it is %s', (_what, typed) => {
    expect(fault(typed, 'Amélie Tremblay')).toBe('name');
  });
});

describe('the moment of a signature', () => {
  const fault = (signedAt: string) => signatureFault(signed({ signedAt }), 'Amélie Tremblay', now);

  test('may be up to 15 minutes ago, and a minute ahead for a clock that is fast', () => {
    for (const seconds of [0, -60, -900, 60]) expect(fault(at(seconds)), `${seconds} s`).toBeNull();
  });

  test('is refused if it is earlier, later, or far away', () => {
    for (const seconds of [-900.001, 60.001, -86_400, 86_400])
      expect(fault(at(seconds)), `${seconds} s`).toBe('moment');
    expect(fault('0001-01-01T00:00:00Z')).toBe('moment');
    expect(fault('9999-12-31T23:59:59Z')).toBe('moment');
  });
});

describe('the shape of a signature', () => {
  const passes = (change: object) =>
    InvoiceSignature.safeParse({ name: 'A', signedAt: now.toISOString(), ...change }).success;

  test('takes a signature without a title', () => {
    expect(InvoiceSignature.parse({ name: 'A', signedAt: now.toISOString() }).title).toBe('');
  });

  test.each([
    ['a name of 10 kB', { name: 'a'.repeat(10_000) }],
    ['an empty name', { name: ' ' }],
    ['a line end in the name', { name: 'A\nB' }],
    ['a control character in the title', { title: 'Chief\u0007' }],
    ['a bidi control in the title', { title: '\u202eChief' }],
    ['a title of 10 kB', { title: 'a'.repeat(10_000) }],
    ['a local moment', { signedAt: '2026-12-01T10:15:32' }],
    ['a moment with an offset', { signedAt: '2026-12-01T10:15:32-05:00' }],
    ['a moment that does not exist', { signedAt: '2026-02-30T10:15:32Z' }],
    ['a moment in words', { signedAt: 'now' }],
    ['another property', { qualified: true }],
  ])('refuses %s', (_what, change) => {
    expect(passes(change)).toBe(false);
  });
});

describe('a printed signature', () => {
  const place = (timeZone: string) => ({ timeZone, invoiceVersion: 'a'.repeat(64) });

  test('has the moment on the project’s clocks, and the names with single spaces', () => {
    const printed = printedSignature(signed({ name: ' Amélie   Tremblay', title: '' }), place('America/Toronto'));
    expect(printed).toEqual({
      name: 'Amélie Tremblay',
      title: '',
      signedAt: '2026-12-01T10:15:32-05:00',
      invoiceVersion: 'a'.repeat(64),
    });
    expect(PrintedSignature.parse(printed)).toEqual(printed);
  });

  test.each([
    ['UTC', '2026-12-01T15:15:32+00:00'],
    ['America/St_Johns', '2026-12-01T11:45:32-03:30'],
    ['Asia/Kathmandu', '2026-12-01T21:00:32+05:45'],
    ['Pacific/Kiritimati', '2026-12-02T05:15:32+14:00'],
  ])('has the offset of %s', (zone, expected) => {
    const { signedAt } = printedSignature(signed(), place(zone));
    expect(signedAt).toBe(expected);
    expect(Date.parse(signedAt)).toBe(Math.floor(now.getTime() / 1000) * 1000);
  });
});
