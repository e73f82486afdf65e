import type { Bar, DrawnPage, DrawnText } from '../../../ports/page-map.ts';
import { type Drawing, type Graphic, pagePoints, pointsPerPixel, type TextRun } from '../drawing.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { Pen, Pens, Whole } from './glyphs.ts';

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

const wholeInto = (
  { x, align, top }: DrawnText,
  { runs, left, width, baseline, rise }: Whole,
  out: TextRun[],
): void => {
  const right = (align === 'left' ? x : x - width) - left;
  const down = onPixel(top + rise) - baseline;
  for (const run of runs) {
    const { box, pieces } = run;
    out.push({
      ...run,
      pieces: pieces.map((piece) => ({ ...piece, x: piece.x + right, y: piece.y + down })),
      box: { left: box.left + right, right: box.right + right, baseline: box.baseline + down },
    });
  }
};

const runsInto = ({ text, style, x, align, top }: DrawnText, pens: Pens, out: TextRun[]): void => {
  const pen = pens.styles.get(style);
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

/** `specimen`: the drawing on the glyph sheet besides its texts. */
export const drawPage = ({ texts, bars, hasPicture }: DrawnPage, pens: Pens, specimen: readonly Graphic[]): Drawing => {
  const runs: TextRun[] = [];
  for (const text of texts) {
    const whole = pens.whole(text.style, text.text);
    if (whole) wholeInto(text, whole, runs);
    else runsInto(text, pens, runs);
  }
  const graphics: Graphic[] = [{ operators: barOperators(bars), image: null }];
  return { runs, graphics: hasPicture ? [...graphics, ...specimen] : graphics };
};
