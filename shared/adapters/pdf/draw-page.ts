import type { Bar, DrawnPage, DrawnText } from '../../domain/page-map.ts';
import type { Drawing, TextRun } from './drawing.ts';
import { pagePoints, pointsPerPixel } from './drawing.ts';
import type { Pen, Pens } from './pens.ts';
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

/** Letters of one font that follow each other, from `at` on. */
type Stretch = { font: string; codes: number[]; at: number; lead: number; end: number };

const stretchesOf = (text: string, { size, glyphs }: Pen): Stretch[] => {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const letter of text) {
    const glyph = glyphs.get(letter);
    if (!glyph) throw refusal('a letter that the specimen lacks');
    let stretch = stretches.at(-1);
    if (stretch?.font !== glyph.font) {
      stretch = { font: glyph.font, codes: [], at, lead: 0, end: at };
      stretches.push(stretch);
    }
    stretch.codes.push(glyph.code);
    stretch.lead = at - stretch.at;
    at += (glyph.width * size) / 1000;
    stretch.end = at;
  }
  return stretches;
};

const runsInto = ({ text, style, x, align, top }: DrawnText, pens: Pens, out: TextRun[]): void => {
  const pen = pens.get(style);
  if (!pen) throw refusal(`no pen for ${style}`);
  const { size, fill, state, rise } = pen;
  const y = top + rise;
  const stretches = stretchesOf(text, pen);
  const left = align === 'left' ? x : x - (stretches.at(-1)?.end ?? 0);
  for (const { font, codes, at, lead, end } of stretches) {
    const piece = { x: left + at, y, codes, lead, width: end - at };
    const box = { left: piece.x, right: piece.x + lead, baseline: y };
    out.push({ font, size, fill, state, pieces: [piece], marks: [], box });
  }
};

export const drawPage = ({ texts, bars }: DrawnPage, pens: Pens): Drawing => {
  const runs: TextRun[] = [];
  for (const text of texts) runsInto(text, pens, runs);
  return { runs, graphics: [{ operators: barOperators(bars), image: null }] };
};
