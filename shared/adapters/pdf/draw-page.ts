import type { Bar, DrawnPage, DrawnText } from '../../domain/page-map.ts';
import type { Drawing, TextRun } from './drawing.ts';
import { pagePoints, pointsPerPixel } from './drawing.ts';
import type { Pens } from './pens.ts';
import { refusal } from './refusal.ts';

/** A page drawn with pens, in the form in which a page of Chromium's is read. */

const channel = (color: string, at: number): string =>
  (Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(4).replace(/^0/, '');

const fillOf = (color: string): string => `${channel(color, 1)} ${channel(color, 3)} ${channel(color, 5)} rg`;

const pageWidth = (pagePoints.width - 2 * pagePoints.margin) / pointsPerPixel;
const { margin, height } = pagePoints;
const frame = `q\n${pointsPerPixel} 0 0 -${pointsPerPixel} ${margin} ${height - margin} cm\n`;

const barOperators = (bars: readonly Bar[]): string => {
  let color = '';
  let text = frame;
  for (const bar of bars) {
    if (bar.color !== color) text += `${color === '' ? '' : 'f\n'}${fillOf(bar.color)}\n`;
    color = bar.color;
    text += `0 ${bar.top} ${pageWidth} ${bar.height} re\n`;
  }
  return bars.length > 0 ? `${text}f\nQ\n` : '';
};

const runsInto = ({ text, style, x, align, top }: DrawnText, pens: Pens, out: TextRun[]): void => {
  const pen = pens.get(style);
  if (!pen) throw refusal(`no pen for ${style}`);
  const { size, fill, state, rise, glyphs } = pen;
  const y = top + rise;
  const first = out.length;
  let run: TextRun | null = null;
  let at = 0;
  for (const letter of text) {
    const glyph = glyphs.get(letter);
    if (!glyph) throw refusal('a letter that the specimen lacks');
    if (run === null || run.font !== glyph.font) {
      run = { font: glyph.font, size, fill, state, codes: [], xs: [], ys: [], marks: [] };
      out.push(run);
    }
    run.codes.push(glyph.code);
    run.xs.push(x + at);
    run.ys.push(y);
    at += (glyph.width * size) / 1000;
  }
  if (align === 'left') return;
  for (const { xs } of out.slice(first)) for (let i = 0; i < xs.length; i++) xs[i] = (xs[i] ?? 0) - at;
};

export const drawPage = ({ texts, bars }: DrawnPage, pens: Pens): Drawing => {
  const runs: TextRun[] = [];
  for (const text of texts) runsInto(text, pens, runs);
  return { runs, graphics: [{ operators: barOperators(bars), image: null }] };
};
