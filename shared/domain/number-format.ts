import type { Language } from './text.ts';

/**
 * Formats figures and dates in Canadian English and Canadian French. Written by hand, from digits only, because Intl's
 * spaces and signs differ between versions of Node and a document must not change.
 */

/** Narrow no-break space, which never wraps: between thousands and before the sign in French (OQLF). */
const narrow = '\u202f';

const form = {
  en: { group: ',', point: '.', percent: '%' },
  fr: { group: narrow, point: ',', percent: `${narrow}%` },
} as const satisfies Record<Language, object>;

const groupThousands = (digits: string, separator: string): string => {
  let grouped = digits.slice(0, digits.length % 3 || 3);
  for (let i = digits.length % 3 || 3; i < digits.length; i += 3) grouped += separator + digits.slice(i, i + 3);
  return grouped;
};

/** A plain decimal string ("-1234.5") ─▶ "-1,234.5" / "-1 234,5". */
export const formatDecimal = (decimal: string, language: Language): string => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const shownSign = sign !== '' && /[1-9]/.test(decimal) ? sign : '';
  const digits = groupThousands(whole.replace(/^0+(?=\d)/, ''), form[language].group);
  return `${shownSign}${digits}${fraction && form[language].point}${fraction}`;
};

/** Canadian dollars have the bare sign; other dollars name their country, other currencies their code. */
const signs: Record<string, Record<Language, [before: string, after: string]>> = {
  CAD: { en: ['$', ''], fr: ['', `${narrow}$`] },
  USD: { en: ['US$', ''], fr: ['', `${narrow}$${narrow}US`] },
};

/** "1234.50" ─▶ "$1,234.50" / "1 234,50 $"; negative: "-$1,234.50" / "-1 234,50 $". */
export const formatMoney = (amount: string, language: Language, currency = 'CAD'): string => {
  const code: [string, string] = language === 'en' ? [`${currency} `, ''] : ['', `${narrow}${currency}`];
  const [before, after] = signs[currency]?.[language] ?? code;
  const figure = formatDecimal(amount, language);
  return figure.startsWith('-') ? `-${before}${figure.slice(1)}${after}` : `${before}${figure}${after}`;
};

/** "62.50" ─▶ "62.50%" / "62,50 %". Null becomes an em dash: nothing is scheduled, so there is no percentage. */
export const formatPercent = (percent: string | null, language: Language): string =>
  percent === null ? '—' : `${formatDecimal(percent, language)}${form[language].percent}`;

/** A rate ("0.09975") as a percentage without trailing zeros: "9.975%" / "9,975 %". */
export const formatRate = (rate: string, language: Language): string => {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = fraction.padEnd(2, '0');
  const percent = `${whole}${digits.slice(0, 2)}.${digits.slice(2)}`.replace(/\.?0*$/, '');
  return formatPercent(percent.replace(/^0+(?=\d)/, '') || '0', language);
};

/** Dates stay ISO 8601 in both languages, as CAN/CSA-Z234.4 specifies: no reader can confuse day and month. */
export const formatDate = (isoDate: string): string => isoDate;

/** A moment with its offset, on two lines: "2026-12-01T10:15:32-05:00" ─▶ "2026-12-01", "10:15:32 UTC−05:00". */
export const formatMoment = (local: string): string => {
  const [, day = '', time = '', offset = ''] = /^(.{10})T(.{8})(.*)$/.exec(local) ?? [];
  return `${day}\n${time} UTC${offset.replace('-', '−')}`;
};
