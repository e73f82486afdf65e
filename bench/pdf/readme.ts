import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { findMeasured, type Result } from './measure.ts';

/** The table of figures in README.md, between two markers. */
const file = new URL('../../README.md', import.meta.url);
const markers = { start: '<!-- figures: npm run bench:pdf -- --readme -->', end: '<!-- end of the figures -->' };

const shown: [peer: string, head: string][] = [
  ['warm-chromium', 'warm Chromium, one table'],
  ['tutorial-chromium', 'Chromium started for each'],
  ['pdfkit-tagged', 'pdfkit, tagged'],
  ['pdfmake', 'pdfmake'],
  ['react-pdf', 'react-pdf'],
  ['weasyprint', 'WeasyPrint'],
  ['wkhtmltopdf', 'wkhtmltopdf'],
  ['typst', 'Typst'],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const figuresTable = (results: readonly Result[]): string => {
  const find = (peer: string, size: number) => findMeasured(results, peer, size);
  const sizes = [...new Set(results.map(({ size }) => size))];
  const rows = sizes.map((size) => {
    const ours = find('ours', size);
    const times = shown.map(([peer]) => {
      const theirs = find(peer, size);
      return theirs && ours ? (theirs.milliseconds / ours.milliseconds).toFixed(1) : '–';
    });
    const own = ours && [ours.milliseconds.toFixed(0), (ours.bytes / 1000).toFixed(0), ours.peak.browser.toFixed(0)];
    return row([size.toLocaleString('en'), ...(own ?? ['–', '–', '–']), ...times]);
  });
  const heads = ['lines', 'ours, ms', 'kB', 'MB of browser', ...shown.map(([, head]) => head)];
  return [
    `Milliseconds for one invoice in a warm process, and how many times longer other programs take for the same content`,
    `(medians, in turns, on ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}; the first 30 documents of each are not counted; –: not`,
    `measured, not installed, or over a minute). Ours is tagged and holds its data as attachments.`,
    '',
    row(heads),
    `|${'---|'.repeat(heads.length)}`,
    ...rows,
  ].join('\n');
};

export const writeFigures = (results: readonly Result[]): void => {
  const text = readFileSync(file, 'utf8');
  const [before = '', rest] = text.split(markers.start);
  const after = rest?.split(markers.end)[1];
  if (after === undefined) throw new Error('README.md has no markers around the figures');
  writeFileSync(file, `${before}${markers.start}\n${figuresTable(results)}\n${markers.end}${after}`);
};
