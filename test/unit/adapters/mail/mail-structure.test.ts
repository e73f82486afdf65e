import { afterEach, expect, test, vi } from 'vitest';
import { checkStructure } from '../../../../shared/adapters/mail/mail-structure.ts';

afterEach(() => vi.restoreAllMocks());

/** Counts the bytes that searches for a line end, a boundary or the end of a header pass over. */
const searchedBytes = (run: () => void): number => {
  let bytes = 0;
  const { indexOf } = Buffer.prototype;
  vi.spyOn(Buffer.prototype, 'indexOf').mockImplementation(function (this: Buffer, ...given) {
    const found = indexOf.apply(this, given as Parameters<typeof indexOf>);
    const from = typeof given[1] === 'number' ? given[1] : 0;
    bytes += Math.max(0, (found < 0 ? this.length : found) - from);
    return found;
  });
  run();
  return bytes;
};

const mailOf = (parts: number, bytes: number, end: string): Buffer => {
  const head = ['From: a@b.test', 'Content-Type: multipart/mixed; boundary=b', '', ''].join(end);
  const line = `${'QUJD'.repeat(19)}${end}`;
  const body = line.repeat(Math.floor(bytes / parts / line.length));
  const part = ['--b', 'Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', '', body].join(end);
  return Buffer.from(`${head}${part.repeat(parts)}--b--${end}`, 'latin1');
};

test.each([
  ['CRLF', '\r\n'],
  ['LF', '\n'],
])('990 parts in 38 MB are checked in a few passes over the mail, with lines that end in %s (Y29)', (_name, end) => {
  const raw = mailOf(990, 38_000_000, end);
  expect(raw.length).toBeGreaterThan(37_000_000);
  expect(searchedBytes(() => checkStructure(raw))).toBeLessThan(3 * raw.length);
});

test.each([
  ['CRLF', '\r\n'],
  ['LF', '\n'],
])('too many parts or too large a header are refused, with lines that end in %s', (_name, end) => {
  expect(() => checkStructure(mailOf(1_001, 200_000, end))).toThrow('too many parts');
  const long = `X: ${'a'.repeat(70)}${end}`.repeat(16_000);
  expect(() => checkStructure(Buffer.from(`From: a@b.test${end}${long}${end}Bonjour.`))).toThrow('header too large');
  expect(() => checkStructure(Buffer.from(`From: a@b.test${end}${long.slice(0, 900_000)}`))).not.toThrow();
});
