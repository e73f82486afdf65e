import { z } from 'zod';
import { fault } from './schema-fault.ts';

/** Money is whole cents in code (safe integers) and decimal strings in JSON, never a float: 0.1 + 0.2 is not 0.3. */
export type Cents = number;

const maxCents = 9_999_999_999_999;

const zero = '0'.charCodeAt(0);
const notAnAmount = () => new RangeError('not an amount with two decimals');

/**
 * "-1234.50" ─▶ -123450. Throws a RangeError unless there are 1 to 11 digits before the point and exactly two after.
 */
export const toCents = (decimal: string): Cents => {
  const first = decimal.startsWith('-') ? 1 : 0;
  const point = decimal.length - 3;
  const digits = point - first;
  if (digits < 1 || digits > 11 || decimal.charAt(point) !== '.') throw notAnAmount();
  let cents = 0;
  // Character by character is five times as fast as a pattern: an invoice of 20,000 lines parses half a million
  // amounts.
  for (let i = first; i < decimal.length; i++) {
    if (i === point) continue;
    const digit = decimal.charCodeAt(i) - zero;
    if (digit < 0 || digit > 9) throw notAnAmount();
    cents = cents * 10 + digit;
  }
  return first === 1 && cents !== 0 ? -cents : cents;
};

/** -123450 ─▶ "-1234.50". Throws a RangeError for a number that is not a safe integer. */
export const fromCents = (cents: Cents): string => {
  if (!Number.isSafeInteger(cents)) throw new RangeError('cents must be a safe integer');
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** An amount in a request body; may be negative. */
export const Amount = z.string().regex(/^-?\d{1,11}\.\d{2}$/, fault('amount'));

/** A rate in a request body: "0.05" is 5 %. At most 6 decimals. */
export const Rate = z.string().regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, fault('rate'));

/** Rounds numerator/denominator to the nearest integer, a half away from zero, so that a credit mirrors its invoice. */
export const divideHalfUp = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
};

/** cents × rate, rounded to the cent. `rate` is a decimal string as in `Rate`. */
export const timesRate = (cents: Cents, rate: string): Cents => {
  const [whole = '0', fraction = ''] = rate.split('.');
  return Number(divideHalfUp(BigInt(cents) * BigInt(whole + fraction), 10n ** BigInt(fraction.length)));
};

/** Throws a RangeError for a sum beyond a thousand times the largest amount, which no valid invoice reaches. */
export const sumCents = (amounts: Iterable<Cents>): Cents => {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (Math.abs(sum) > maxCents * 1000) throw new RangeError('sum out of range');
  return sum;
};
