import type { TextRun } from './drawing.ts';
import type { Font, GraphicsState, Handler, Names } from './graphics-state.ts';
import { isFrame } from './page-frame.ts';
import { refusal } from './refusal.ts';
import { neededMarks } from './text-marks.ts';

/**
 * A text object of Chromium's: one font, upright, then each glyph moved to its own place (`Td`) and shown (`Tj`). What
 * would be drawn otherwise than a run can say is refused: a skew, a clip, another way of painting.
 */
export const textOperators = (
  now: () => GraphicsState,
  names: Names,
): { handlers: Record<string, Handler>; done: () => TextRun[] } => {
  const runs: TextRun[] = [];
  let run: TextRun | null = null;
  let font: Font | null = null;
  /** Start of the line, which `Td` moves, and where the next glyph goes. */
  let lineX = 0;
  let lineY = 0;
  let x = 0;

  const current = (): TextRun => {
    if (!run) throw refusal('text outside a text object');
    return run;
  };
  const mark: Handler = ({ operator, others }) => {
    const text = current();
    const [tag, properties] = others;
    text.marks.push({ at: text.codes.length, operator: [tag, properties, operator].filter(Boolean).join(' ') });
  };

  const begin: Handler = () => {
    const { matrix, fill, state, isClipped } = now();
    if (isClipped || !isFrame(matrix)) throw refusal(isClipped ? 'a clipped text' : 'a text in another scale');
    run = { font: '', size: 0, fill, state, codes: [], xs: [], ys: [], marks: [] };
  };
  const end: Handler = () => {
    const text = current();
    if (font && text.codes.length > 0) runs.push({ ...text, marks: neededMarks(text, font) });
    run = null;
    font = null;
  };
  const setFont: Handler = ({ numbers, others }) => {
    const text = current();
    if (text.font !== '') throw refusal('two fonts in a text');
    text.font = names.renamed(others[0] ?? '');
    text.size = numbers[0] ?? 0;
    font = names.font(text.font);
  };
  const setMatrix: Handler = ({ numbers }) => {
    const [a, b, c, d, e = 0, f = 0] = numbers;
    if (a !== 1 || b !== 0 || c !== 0 || d !== -1) throw refusal('a text that is not upright');
    lineX = e;
    lineY = f;
    x = e;
  };
  const move: Handler = ({ numbers }) => {
    lineX += numbers[0] ?? 0;
    lineY -= numbers[1] ?? 0;
    x = lineX;
  };
  const show: Handler = ({ glyphs }) => {
    const text = current();
    if (!font || glyphs.length === 0) throw refusal('a string that is not of glyph numbers');
    for (const code of glyphs) {
      if (Number.isNaN(code)) throw refusal('a glyph number that is none');
      text.codes.push(code);
      text.xs.push(x);
      text.ys.push(lineY);
      x += (font.widthOf(code) * text.size) / 1000;
    }
  };

  const handlers: Record<string, Handler> = {
    BT: begin,
    ET: end,
    Tf: setFont,
    Tm: setMatrix,
    Td: move,
    Tj: show,
    BMC: mark,
    BDC: mark,
    EMC: mark,
  };
  return { handlers, done: () => runs };
};
