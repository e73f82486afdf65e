import type { Mark, Piece, RunBox, TextRun } from '../drawing.ts';
import { unsupported } from '../unsupported-pdf.ts';
import { glyphsIn } from './content-tokens.ts';
import type { Font, GraphicsState, Handler, Names } from './graphics-state.ts';
import { isFrame, type Matrix } from './page-frame.ts';
import { neededMarks, withoutSoftHyphen } from './text-marks.ts';

/**
 * Reads a text object as Chromium writes it: one font, upright, with glyphs positioned by `Td` and shown by `Tj`.
 * Anything that a run cannot express throws: a skew, a clip, another text rendering mode.
 */
export type TextOperators = { handlers: Record<string, Handler>; done(): TextRun[] };

/** Matches what follows `BT` in nearly all texts, one upright string, so that it is read in a single step. */
const plain =
  /\n(\/[A-Za-z]+\d+) (\d*\.?\d+) Tf\n1 0 0 -1 (-?\d*\.?\d+) (-?\d*\.?\d+) Tm\n<((?:[0-9A-F]{4})+)> Tj\nET\n/y;

type Begun = Pick<TextRun, 'font' | 'size' | 'fill' | 'state'> & { pieces: Piece[]; marks: Mark[] };

const pieceOf = (font: Font, size: number, x: number, y: number, codes: readonly number[]): Piece => {
  let width = 0;
  let lead = 0;
  for (const code of codes) {
    if (Number.isNaN(code)) throw unsupported('a glyph number that is none');
    lead = width;
    width += (font.widthOf(code) * size) / 1000;
  }
  return { x, y, codes, lead, width };
};

const boxOf = (pieces: readonly Piece[]): RunBox => {
  const baseline = pieces[0]?.y ?? 0;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const { x, lead } of pieces) {
    if (x < left) left = x;
    if (x + lead > right) right = x + lead;
  }
  return { left, right, baseline };
};

export const textOperators = (content: string, now: () => GraphicsState, names: Names): TextOperators => {
  const runs: TextRun[] = [];
  let run: Begun | null = null;
  let font: Font | null = null;
  /** The start of the line, which `Td` moves, and the position of the next glyph. */
  let lineX = 0;
  let lineY = 0;
  let x = 0;

  let frame: Matrix | null = null;

  /** Called for each text. The matrix changes only once or twice a page, so the last valid one is remembered. */
  const checkPlace = ({ matrix, isClipped }: GraphicsState): void => {
    if (isClipped) throw unsupported('a clipped text');
    if (matrix === frame) return;
    if (!isFrame(matrix)) throw unsupported('a text in another scale');
    frame = matrix;
  };
  const current = (): Begun => {
    if (!run) throw unsupported('text outside a text object');
    return run;
  };
  const mark: Handler = ({ operator, others }) => {
    const text = current();
    const [tag, properties] = others;
    text.marks.push({ at: text.pieces.length, operator: [tag, properties, operator].filter(Boolean).join(' ') });
  };
  const beginPlain = ({ fill, state }: GraphicsState, match: RegExpExecArray): number => {
    const [, name = '', height, left, baseline, glyphs = ''] = match;
    const size = Number(height);
    const [x, y] = [Number(left), Number(baseline)];
    const renamed = names.renamed(name);
    const piece = pieceOf(names.font(renamed), size, x, y, glyphsIn(glyphs));
    const box = { left: x, right: x + piece.lead, baseline: y };
    runs.push({ font: renamed, size, fill, state, pieces: [piece], marks: [], box });
    return plain.lastIndex;
  };
  const begin: Handler = (operation) => {
    const state = now();
    checkPlace(state);
    plain.lastIndex = operation.end;
    const match = plain.exec(content);
    if (match) return beginPlain(state, match);
    run = { font: '', size: 0, fill: state.fill, state: state.state, pieces: [], marks: [] };
    return undefined;
  };
  const end: Handler = () => {
    const text = current();
    if (font && text.pieces.length > 0) {
      const { pieces, marks, goesOn } = withoutSoftHyphen(text);
      const box = boxOf(pieces);
      runs.push({ ...text, pieces, marks: neededMarks({ pieces, marks }, font), goesOn, box });
    }
    run = null;
    font = null;
  };
  const setFont: Handler = ({ numbers, others }) => {
    const text = current();
    if (text.font !== '') throw unsupported('two fonts in a text');
    text.font = names.renamed(others[0] ?? '');
    text.size = numbers[0] ?? 0;
    font = names.font(text.font);
  };
  const setMatrix: Handler = ({ numbers }) => {
    const [a, b, c, d, e = 0, f = 0] = numbers;
    if (a !== 1 || b !== 0 || c !== 0 || d !== -1) throw unsupported('a text that is not upright');
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
    if (!font || glyphs.length === 0) throw unsupported('a string that is not of glyph numbers');
    const piece = pieceOf(font, text.size, x, lineY, [...glyphs]);
    text.pieces.push(piece);
    x += piece.width;
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
