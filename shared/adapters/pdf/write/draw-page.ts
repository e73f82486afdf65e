import type { Bar, DrawnPage, DrawnText } from '../../../ports/page-map.ts';
import { type Drawing, pagePoints, pointsPerPixel, type TextRun } from '../drawing.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { Pen, Pens } from './glyphs.ts';

/** Draws a page with the glyph sheet's styles, in the same form as a page read from Chromium's PDF. */

const channel = (color: string, at: number): string =>
  (Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(4).replace(/^0/, '');

const fillOf = (color: string): string => `${channel(color, 1)} ${channel(color, 3)} ${channel(color, 5)} rg`;

const { margin, height } = pagePoints;
const frame = `q\n${pointsPerPixel} 0 0 -${pointsPerPixel} ${margin} ${height - margin} cm\n`;

const barOperators = (bars: readonly Bar[]): string => {
  let color = '';
  let text = frame;
  for (const bar of bars) {
    if (bar.color !== color) text += `${color === '' ? '' : 'f\n'}${fillOf(bar.color)}\n`;
    color = bar.color;
    text += `${bar.left} ${bar.top} ${bar.width} ${bar.height} re\n`;
  }
  return bars.length > 0 ? `${text}f\nQ\n` : '';
};

/** Consecutive letters in one font, starting at `at`. */
type Stretch = { font: string; codes: number[]; at: number; lead: number; end: number };

const stretchesOf = (text: string, { size, glyphs }: Pen): Stretch[] => {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const letter of text) {
    const glyph = glyphs.get(letter);
    if (!glyph) throw unsupported('a letter that the glyph sheet lacks');
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

/** Chromium rounds baselines to whole pixels. */
const onPixel = Math.round;

const runsInto = ({ text, style, x, align, top }: DrawnText, pens: Pens, out: TextRun[]): void => {
  const pen = pens.get(style);
  if (!pen) throw unsupported(`no pen for ${style}`);
  const { size, fill, state, rise } = pen;
  const y = onPixel(top + rise);
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
