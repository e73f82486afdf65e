import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { documentFontPaths } from '../shared/adapters/chromium/fonts.ts';
import type { Weight } from '../shared/documents/layout/font-metrics.ts';
import { type Font, readFont } from '../test/fixtures/read-font.ts';

/**
 * Writes shared/documents/layout/font-widths.ts and font-coverage.ts from the packaged fonts. Run `node bench/font-widths.ts` after a change
 * of fonts. A character is drawn with the first font that has it, in the order of font-metrics.ts.
 */
const fonts = documentFontPaths().map((path) => ({ ...readFont(path), isBold: /Bold\./.test(basename(path)) }));

/** Above this, a character is assumed to be one em wide, or `unknownWidth`: see font-metrics.ts. */
const last = 0x2fff;

/**
 * Arabic letters change shape with their neighbours, so each counts as wide as the widest of its presentation forms.
 */
const forms = Map.groupBy(
  Array.from({ length: 0xfefc - 0xfe80 + 1 }, (_, i) => 0xfe80 + i),
  (form) => String.fromCodePoint(form).normalize('NFKC'),
);

/** Symbols may be drawn as text or as emoji, so the wider of the two counts. */
const isSymbol = (codePoint: number): boolean => codePoint >= 0x2190;

const widthIn = (candidates: readonly Font[], codePoint: number): number | null => {
  const own = candidates.map((font) => font.width(codePoint)).filter((width) => width !== null);
  const [first] = own;
  if (first === undefined) return null;
  const joined = forms.get(String.fromCodePoint(codePoint)) ?? [];
  const others = candidates.flatMap((font) => joined.map((form) => font.width(form) ?? 0));
  return Math.max(first, ...(isSymbol(codePoint) ? own : []), ...others);
};

/** Two base-36 digits. A width that does not fit is left to `unknownWidth`. */
const digitsOf = (width: number | null): string =>
  width === null || width > 1295 ? '..' : width.toString(36).padStart(2, '0');

type Run = { first: number; digits: string[] };

/** A gap of eight characters or more starts a new run. */
const runsOf = (weight: Weight): string => {
  const candidates = fonts.filter((font) => font.isBold === (weight === 'bold'));
  const runs: Run[] = [];
  for (let codePoint = 0x20; codePoint <= last; codePoint++) {
    const digits = digitsOf(widthIn(candidates, codePoint));
    if (digits === '..') continue;
    const run = runs.at(-1);
    const gap = run ? codePoint - run.first - run.digits.length : 0;
    if (run && gap < 8) run.digits.push(...Array(gap).fill('..'), digits);
    else runs.push({ first: codePoint, digits: [digits] });
  }
  return runs.map(({ first, digits }) => `  [0x${first.toString(16)}, '${digits.join('')}'],`).join('\n');
};

const text = `/** Written by bench/font-widths.ts: see font-metrics.ts. */

export type Runs = readonly (readonly [first: number, widths: string])[];

export const regular: Runs = [
${runsOf('regular')}
];

export const bold: Runs = [
${runsOf('bold')}
];
`;
writeFileSync(new URL('../shared/documents/layout/font-widths.ts', import.meta.url), text);

/** Code points at which coverage begins or ends, in turn; the differences in base 36. */
const covered = new Set(fonts.flatMap(({ glyphs }) => [...glyphs.keys()]));
const bounds = [...covered, ...[...covered].map((codePoint) => codePoint + 1)]
  .filter((codePoint) => covered.has(codePoint) !== covered.has(codePoint - 1))
  .sort((a, b) => a - b);
const differences = [...new Set(bounds)].map((bound, i, all) => (bound - (all[i - 1] ?? 0)).toString(36));
const rows = differences.join(' ').match(/.{1,110}(?: |$)/g) ?? [];
const coverage = `/** Written by bench/font-widths.ts: see printable.ts. */

export const coverage = [
${rows.map((row) => `  '${row.trimEnd()}',`).join('\n')}
].join(' ');
`;
writeFileSync(new URL('../shared/documents/layout/font-coverage.ts', import.meta.url), coverage);
