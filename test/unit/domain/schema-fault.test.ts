import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../../shared/api/contract.ts';
import { pageQuery } from '../../../shared/api/shapes/parameters.ts';
import { InvoiceInput } from '../../../shared/domain/invoice/invoice.ts';
import { faultOf, withInput } from '../../../shared/domain/schema-fault.ts';
import { problemWords } from '../../../shared/words/words.ts';

const faultsOf = (schema: z.ZodType, value: unknown, language: 'en' | 'fr' = 'en'): Record<string, string> => {
  const { error } = schema.safeParse(value, withInput);
  const say = problemWords(language);
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('/'), faultOf(issue)(say)]));
};

describe('the fault of a value', () => {
  const schema = z.strictObject({
    text: z.string().min(2).max(3),
    list: z.array(z.string()).min(1).max(2),
    count: z.number().int().min(1).max(9),
    flag: z.boolean(),
    date: z.iso.date(),
    one: z.enum(['a', 'b']),
    code: z.string().regex(/^[A-Z]{3}$/),
    part: z.strictObject({}),
    either: z.union([z.string(), z.number()]),
  });

  test('is the lack of it when it is missing, of whatever type it should be', () => {
    const names = Object.keys(schema.shape);
    expect(faultsOf(schema, {})).toEqual(Object.fromEntries(names.map((name) => [name, 'is required'])));
  });

  test('is its type when it has another', () => {
    const wrong = { text: 1, list: 1, count: 'x', flag: 1, date: 1, one: 1, code: null, part: [], either: {} };
    expect(faultsOf(schema, wrong)).toEqual({
      text: 'must be a string',
      list: 'must be an array',
      count: 'must be a number',
      flag: 'must be a boolean',
      date: 'must be a string',
      one: 'must be one of: a, b',
      code: 'must be a string',
      part: 'must be an object',
      either: 'has none of the forms that are accepted',
    });
  });

  const rest = { flag: true, part: {}, either: 1 };

  test('is its size or form when its type is right', () => {
    const low = { ...rest, text: 'a', list: [], count: 0, date: '2026-13-01', one: 'c', code: 'cad' };
    expect(faultsOf(schema, low)).toEqual({
      text: 'must have at least 2 characters',
      list: 'must not be empty',
      count: 'must be at least 1',
      date: 'must be a date, such as "2026-09-30"',
      one: 'must be one of: a, b',
      code: 'must match the pattern /^[A-Z]{3}$/',
    });
    const high = { ...low, text: 'abcd', list: ['a', 'b', 'c'], count: 9.5 };
    expect(faultsOf(schema, high)).toMatchObject({
      text: 'must have at most 3 characters',
      list: 'must have at most 2 items',
      count: 'must be an integer',
    });
  });

  test('is said by the schema itself where that has a text', () => {
    const invoice = { billingPeriod: { start: '2026-09-02', end: '2026-09-01' }, previousCertificates: '1.5' };
    const english = faultsOf(InvoiceInput, { ...invoice, totals: { lines: '1.00' } });
    expect(english).toMatchObject({
      billingPeriod: 'must not end before it starts',
      previousCertificates: 'must be an amount with two decimals, such as "1234.50"',
      'totals/lines': 'is not a name that is allowed here',
    });
    expect(faultsOf(InvoiceInput, invoice, 'fr').billingPeriod).toBe('ne doit pas finir avant de commencer');
  });

  test('is named for the number of a page, which arrives as text', () => {
    expect(['x', '0', '101', '1.5'].map((limit) => faultsOf(pageQuery, { limit }).limit)).toEqual([
      'must be a number',
      'must be at least 1',
      'must be at most 100',
      'must be an integer',
    ]);
  });

  test('never falls back to the general text when a body of the contract lacks its properties', () => {
    const bodies = Object.values(routes).flatMap((route) => ('body' in route ? [route.body] : []));
    expect(bodies.length).toBeGreaterThan(10);
    for (const language of ['en', 'fr'] as const)
      for (const said of bodies.flatMap((body) => Object.values(faultsOf(body, {}, language))))
        expect(said).not.toBe(problemWords(language).schema.other);
  });
});
