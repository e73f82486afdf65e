import type { TextRun } from './drawing.ts';
import type { Font } from './graphics-state.ts';

/**
 * A text as short as it goes. Chromium places each glyph by itself; one that stands where the glyph before it ends needs no
 * place of its own, which is nearly every one (30 % of a file's bytes).
 */

/** A hundredth of a pixel is a 9,600th of an inch. */
const short = (value: number, digits = 2): string => {
  const scale = 10 ** digits;
  const rounded = Math.round(value * scale) / scale;
  const text = Object.is(rounded, -0) ? '0' : String(rounded);
  return text.replace(/^(-?)0\./, '$1.');
};

const escaped: Readonly<Record<number, string>> = { 40: '\\(', 41: '\\)', 92: '\\\\', 13: '\\r' };
const byteText = Array.from({ length: 256 }, (_, byte) => escaped[byte] ?? String.fromCharCode(byte));
const glyphText = (code: number): string => `${byteText[code >> 8]}${byteText[code & 0xff]}`;

/** Chromium's numbers carry the noise of single precision. */
const sizeDigits = 4;
/** In pixels: nearer than this, the glyph stands where the one before it ends. */
const tolerance = 0.02;

export type TextWriter = {
  /** Operators inside one text object, with y upwards. */
  write(run: TextRun): void;
  raw(operators: string): void;
  done(): string;
};

export const textWriter = (fonts: (name: string) => Font): TextWriter => {
  const parts: string[] = [];
  let lineX = 0;
  let lineY = 0;
  const settings = { font: '', fill: '', state: '' };

  const set = (kind: keyof typeof settings, operator: string) => {
    if (operator === '' || settings[kind] === operator) return;
    settings[kind] = operator;
    parts.push(`${operator}\n`);
  };

  const write = (run: TextRun) => {
    set('font', `${run.font} ${short(run.size, sizeDigits)} Tf`);
    set('fill', run.fill);
    set('state', run.state);
    const { widthOf } = fonts(run.font);
    const scale = run.size / 1000;
    /** Pieces of a TJ array: strings and, between them, how far to go back, in 1/1000 em. */
    let pieces: string[] = [];
    let string = '';
    let pen = Number.NaN;
    let y = Number.NaN;
    const endString = () => {
      if (string !== '') pieces.push(`(${string})`);
      string = '';
    };
    const show = () => {
      endString();
      if (pieces.length === 1) parts.push(`${pieces[0]}Tj\n`);
      else if (pieces.length > 1) parts.push(`[${pieces.join('')}]TJ\n`);
      pieces = [];
    };
    const moveTo = (x: number, toY: number) => {
      show();
      const [dx, dy] = [short(x - lineX), short(lineY - toY)];
      parts.push(`${dx} ${dy} Td\n`);
      lineX += Number(dx);
      lineY -= Number(dy);
      pen = lineX;
      y = toY;
    };
    let next = 0;
    run.codes.forEach((code, i) => {
      for (; run.marks[next]?.at === i; next++) {
        show();
        parts.push(`${run.marks[next]?.operator}\n`);
      }
      const x = run.xs[i] ?? 0;
      const glyphY = run.ys[i] ?? 0;
      if (Number.isNaN(pen) || glyphY !== y) moveTo(x, glyphY);
      const back = Math.abs(x - pen) < tolerance ? 0 : Math.round((pen - x) / scale);
      if (back !== 0) {
        endString();
        pieces.push(String(back));
        pen -= back * scale;
      }
      string += glyphText(code);
      pen += widthOf(code) * scale;
    });
    show();
    for (; next < run.marks.length; next++) parts.push(`${run.marks[next]?.operator}\n`);
  };

  return { write, raw: (operators) => parts.push(operators), done: () => parts.join('') };
};
