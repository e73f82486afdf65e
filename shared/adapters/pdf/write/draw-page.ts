import type { Bar, DisplayList, DisplayText, Outline } from '../../../ports/display-list.ts';
import type { Graphic, TextRun } from '../drawing.ts';
import { frame } from '../read/page-frame.ts';
import { type Item, itemOf, nestItems } from '../tagged-item.ts';
import { unsupported } from '../unsupported-pdf.ts';
import type { Glyphs, StyleGlyphs } from './glyphs.ts';

/** Draws a display list with the glyph sheet's glyphs, in the same form as a page read from Chromium's PDF. */

const channel = (color: string, at: number): string =>
  (Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(4).replace(/^0/, '');

const fillOf = (color: string): string => `${channel(color, 1)} ${channel(color, 3)} ${channel(color, 5)} rg`;

const opening = `q\n${frame.join(' ')} cm\n`;

const barOperators = (bars: readonly Bar[]): string => {
  let color = '';
  let text = opening;
  for (const bar of bars) {
    if (bar.color !== color) text += `${color === '' ? '' : 'f\n'}${fillOf(bar.color)}\n`;
    color = bar.color;
    text += `${bar.left} ${bar.top} ${bar.width} ${bar.height} re\n`;
  }
  return bars.length > 0 ? `${text}f\nQ\n` : '';
};

/** "M1 2L3 4Z" ─▶ "1 2 m", "3 4 l", "h". */
const outlineOperators = ({ path, color }: Outline): string =>
  `${opening}${fillOf(color)}\n${path.replaceAll(/([ML])([-\d. ]+)/g, (_, letter: string, point: string) => `${point} ${letter.toLowerCase()}\n`).replaceAll('Z', 'h\n')}f\nQ\n`;

/** Consecutive letters in one font, starting at `at`. */
type Stretch = { font: string; codes: number[]; at: number; lead: number; end: number };

const stretchesOf = (text: string, { size, glyphs }: StyleGlyphs): Stretch[] => {
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

const runsInto = ({ text, style, align, left, right, top }: DisplayText, glyphs: Glyphs, out: TextRun[]): void => {
  const drawn = glyphs.get(style);
  if (!drawn) throw unsupported(`no sample of ${style}`);
  const { size, fill, state, rise } = drawn;
  const y = onPixel(top + rise);
  const stretches = stretchesOf(text, drawn);
  const edge = align === 'right' ? right - (stretches.at(-1)?.end ?? 0) : left;
  for (const { font, codes, at, lead, end } of stretches) {
    const piece = { x: edge + at, y, codes, lead, width: end - at };
    const box = { left: piece.x, right: piece.x + lead, baseline: y };
    out.push({ font, size, fill, state, pieces: [piece], marks: [], box });
  }
};

/** The page's items, with their texts, and its bars. */
export const drawPage = (
  { texts, bars, boxes, watermark }: DisplayList,
  glyphs: Glyphs,
): { items: Item[]; graphics: Graphic[] } => {
  const items = boxes.map(itemOf);
  for (const text of texts) runsInto(text, glyphs, items[text.box]?.runs ?? []);
  const operators = (watermark ? outlineOperators(watermark) : '') + barOperators(bars);
  return { items: nestItems(boxes, items), graphics: [{ operators, image: null }] };
};
