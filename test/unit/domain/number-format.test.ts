import { describe, expect, test } from 'vitest';
import {
  formatDecimal,
  formatMoment,
  formatMoney,
  formatPercent,
  formatRate,
} from '../../../shared/domain/number-format.ts';
import { labels } from '../../../shared/words/words.ts';

const nn = '\u202f';

describe('figures', () => {
  test.each([
    ['0.00', '$0.00', `0,00${nn}$`],
    ['-0.00', '$0.00', `0,00${nn}$`],
    ['0.05', '$0.05', `0,05${nn}$`],
    ['999.99', '$999.99', `999,99${nn}$`],
    ['1234.56', '$1,234.56', `1${nn}234,56${nn}$`],
    ['-1234567.80', '-$1,234,567.80', `-1${nn}234${nn}567,80${nn}$`],
    ['00012.00', '$12.00', `12,00${nn}$`],
    ['99999999999.99', '$99,999,999,999.99', `99${nn}999${nn}999${nn}999,99${nn}$`],
  ])('%s is %s in English and %s in French', (amount, en, fr) => {
    expect([formatMoney(amount, 'en'), formatMoney(amount, 'fr')]).toEqual([en, fr]);
  });

  test('another currency is named', () => {
    expect(formatMoney('1234.50', 'en', 'USD')).toBe('US$1,234.50');
    expect(formatMoney('-1234.50', 'fr', 'USD')).toBe(`-1${nn}234,50${nn}$${nn}US`);
    expect(formatMoney('-1234.50', 'en', 'EUR')).toBe('-EUR 1,234.50');
    expect(formatMoney('1234.50', 'fr', 'EUR')).toBe(`1${nn}234,50${nn}EUR`);
  });

  test.each([
    ['33.33', '33.33%', `33,33${nn}%`],
    ['-12.50', '-12.50%', `-12,50${nn}%`],
    ['1234.00', '1,234.00%', `1${nn}234,00${nn}%`],
    [null, '—', '—'],
  ])('%s percent is %s and %s', (percent, en, fr) => {
    expect([formatPercent(percent, 'en'), formatPercent(percent, 'fr')]).toEqual([en, fr]);
  });

  test.each([
    ['0.05', '5%', `5${nn}%`],
    ['0.09975', '9.975%', `9,975${nn}%`],
    ['0.1', '10%', `10${nn}%`],
    ['0.005', '0.5%', `0,5${nn}%`],
    ['0', '0%', `0${nn}%`],
    ['1.000000', '100%', `100${nn}%`],
  ])('the rate %s is %s and %s', (rate, en, fr) => {
    expect([formatRate(rate, 'en'), formatRate(rate, 'fr')]).toEqual([en, fr]);
  });

  test('a quantity keeps its decimals', () => {
    expect(formatDecimal('1250.5', 'fr')).toBe(`1${nn}250,5`);
    expect(formatDecimal('-0.125', 'en')).toBe('-0.125');
  });
});

describe('words', () => {
  const texts = (value: unknown, path = ''): [path: string, text: string][] => {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') return [[path, String(value('1', '2', '3', '4'))]];
    return Object.entries(value ?? {}).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
  };

  test('no word is empty in either language', () => {
    for (const language of ['en', 'fr'] as const) {
      expect(texts(labels(language)).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  test('the terms of the product are worded as promised', () => {
    expect(labels('fr').invoice.statuses.revise_and_resubmit).toBe('Réviser et soumettre à nouveau');
    expect(labels('fr').invoice.lines.line8).toContain('Paiement courant exigible');
    expect(labels('fr').invoice.scheduleOfValues).toBe('Ventilation des coûts');
    expect(labels('en').invoice.statuses.under_review).toBe('Under review');
  });

  test('French does not use English words where it has its own', () => {
    const same = new Map(texts(labels('en')));
    const untranslated = texts(labels('fr')).filter(([path, text]) => same.get(path) === text && /[a-z]{4}/.test(text));
    // These words are the same in both languages.
    const shared = [
      '.csv.communication',
      '.invoice.columns.percent',
      '.invoice.licence',
      '.invoice.total',
      '.invoice.taxes',
      '.invoice.signature',
      '.invoice.date',
    ];
    expect(untranslated.map(([path]) => path).filter((path) => !shared.includes(path))).toEqual([]);
  });
});

test('a moment is written with its offset from UTC, on two lines', () => {
  expect(formatMoment('2026-12-01T10:15:32-05:00')).toBe('2026-12-01\n10:15:32 UTC−05:00');
  expect(formatMoment('2026-12-01T21:00:32+05:45')).toBe('2026-12-01\n21:00:32 UTC+05:45');
});
