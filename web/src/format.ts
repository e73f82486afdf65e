/**
 * Formats numbers and dates as written in Canada. Amounts stay decimal strings, which Intl formats without using a
 * float.
 */

export type Language = 'en' | 'fr';

const locales = { en: 'en-CA', fr: 'fr-CA' } as const;

const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/.test(text);

const formatDecimal = (language: Language, text: string, options: Intl.NumberFormatOptions): string =>
  isDecimal(text) ? new Intl.NumberFormat(locales[language], options).format(text) : text;

/** "1234.50" ─▶ "$1,234.50" or "1 234,50 $". */
export const money = (language: Language, amount: string, currency: string): string =>
  formatDecimal(language, amount, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });

/** "1234.50" ─▶ "1,234.50" or "1 234,50", for the columns of a table. */
export const amount = (language: Language, value: string): string =>
  formatDecimal(language, value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "57.25" (percent) ─▶ "57.25%" or "57,25 %". */
export const percent = (language: Language, value: string): string => {
  const text = amount(language, value);
  return language === 'fr' ? `${text}\u00a0%` : `${text}%`;
};

/** "0.09975" ─▶ "9.975%" or "9,975 %". */
export const rate = (language: Language, value: string): string =>
  formatDecimal(language, value, { style: 'percent', maximumFractionDigits: 4 });

const calendar = (language: Language) =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone: 'UTC' });

/** A date without a time, which no time zone may shift. */
export const day = (language: Language, isoDate: string): string =>
  calendar(language).format(new Date(`${isoDate}T00:00:00Z`));

export const period = (language: Language, range: { start: string; end: string }): string =>
  calendar(language).formatRange(new Date(`${range.start}T00:00:00Z`), new Date(`${range.end}T00:00:00Z`));

/** Null means the reader's own time zone. */
type Zone = string | null;
const inZone = (timeZone: Zone) => (timeZone === null ? {} : { timeZone });

/** YYYY-MM-DD, which is the Swedish date format. */
const dayOf = (at: Date, timeZone: Zone): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...inZone(timeZone) }).format(at);

/** The time for today, the date and the time for earlier days. */
export const moment = (language: Language, instant: string, timeZone: Zone, now: Date = new Date()): string => {
  const [day, today] = [dayOf(new Date(instant), timeZone), dayOf(now, timeZone)];
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locales[language], {
    ...inZone(timeZone),
    hour: 'numeric',
    minute: '2-digit',
    ...(day === today ? {} : { day: 'numeric', month: 'short' }),
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(new Date(instant));
};

/** The date and the time, to the second and with the time zone: for tooltips and delivery times. */
export const fullMoment = (language: Language, instant: string, timeZone: Zone): string =>
  new Intl.DateTimeFormat(locales[language], { ...inZone(timeZone), dateStyle: 'long', timeStyle: 'long' }).format(
    new Date(instant),
  );

const units = [
  { limit: 1000, divisor: 1, unit: 'byte' },
  { limit: 1_000_000, divisor: 1000, unit: 'kilobyte' },
  { limit: Number.POSITIVE_INFINITY, divisor: 1_000_000, unit: 'megabyte' },
] as const;

/** Decimal units, as mail limits use: 28,000,000 bytes are 28 MB. */
export const size = (language: Language, bytes: number): string => {
  const { divisor, unit } = units.find(({ limit }) => bytes < limit) ?? units[2];
  const digits = bytes / divisor < 10 && divisor > 1 ? 1 : 0;
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(bytes / divisor);
};
