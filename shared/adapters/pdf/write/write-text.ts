import type { Piece, TextRun } from '../drawing.ts';

/**
 * Writes text as compactly as possible. Chromium may position each glyph separately, but a glyph that starts where the
 * previous one ends needs no position. That is true of nearly all glyphs and saves 30 % of a file's bytes.
 */

/** The decimal part for a number of hundredths: `.25`, `.5` … */
const fractions = Array.from({ length: 100 }, (_, i) =>
  i === 0 ? '' : `.${String(i).padStart(2, '0')}`.replace(/0$/, ''),
);

/** Writes hundredths as a decimal number without superfluous zeros. */
const short = (hundredths: number): string => {
  const size = Math.abs(hundredths);
  const whole = Math.floor(size / 100);
  const fraction = fractions[size % 100] ?? '';
  const text = whole === 0 && fraction !== '' ? fraction : `${whole}${fraction}`;
  return hundredths < 0 ? `-${text}` : text;
};

const escaped: Readonly<Record<number, string>> = { 40: '\\(', 41: '\\)', 92: '\\\\', 13: '\\r' };
const byteText = Array.from({ length: 256 }, (_, byte) => escaped[byte] ?? String.fromCharCode(byte));
const glyphTexts: string[] = [];
const glyphText = (code: number): string => {
  glyphTexts[code] ??= `${byteText[code >> 8]}${byteText[code & 0xff]}`;
  return glyphTexts[code];
};

/** Rounds off the single-precision noise in Chromium's numbers. */
const sizeText = (size: number): string => String(Math.round(size * 1e4) / 1e4).replace(/^0\./, '.');

/** Pixels. A glyph this close to the end of the previous one needs no position of its own. */
const tolerance = 0.02;

export type TextWriter = {
  /** Operators inside one text object, with y upwards. */
  write(run: TextRun): void;
  raw(operators: string): void;
  done(): string;
};

/** Collects the operand of one TJ operator: strings and, between them, the distances to move back in 1/1000 em. */
const shown = () => {
  let pieces: string[] = [];
  let string = '';
  const endString = () => {
    if (string !== '') pieces.push(`(${string})`);
    string = '';
  };
  return {
    add: (codes: readonly number[]): void => {
      for (const code of codes) string += glyphText(code);
    },
    back: (distance: number): void => {
      endString();
      pieces.push(String(distance));
    },
    operator: (): string => {
      endString();
      const operator = pieces.length > 1 ? `[${pieces.join('')}]TJ\n` : pieces.length === 1 ? `${pieces[0]}Tj\n` : '';
      pieces = [];
      return operator;
    },
  };
};

export const textWriter = (): TextWriter => {
  let out = '';
  let lineX = 0;
  let lineY = 0;
  const settings = { font: '', fill: '', state: '' };
  const show = shown();

  const set = (kind: keyof typeof settings, operator: string) => {
    if (operator === '' || settings[kind] === operator) return;
    settings[kind] = operator;
    out += `${operator}\n`;
  };
  /** Moves in hundredths of a pixel, each 1/9,600 of an inch. */
  const moveTo = ({ x, y }: Piece) => {
    const [dx, dy] = [Math.round((x - lineX) * 100), Math.round((lineY - y) * 100)];
    out += `${show.operator()}${short(dx)} ${short(dy)} Td\n`;
    lineX += dx / 100;
    lineY -= dy / 100;
  };

  const write = ({ font, size, fill, state, pieces, marks }: TextRun) => {
    set('font', `${font} ${sizeText(size)} Tf`);
    set('fill', fill);
    set('state', state);
    const scale = size / 1000;
    let pen = Number.NaN;
    let y = Number.NaN;
    let next = 0;
    pieces.forEach((piece, i) => {
      for (; marks[next]?.at === i; next++) out += `${show.operator()}${marks[next]?.operator}\n`;
      if (Number.isNaN(pen) || piece.y !== y) {
        moveTo(piece);
        pen = lineX;
        y = piece.y;
      }
      const back = Math.abs(piece.x - pen) < tolerance ? 0 : Math.round((pen - piece.x) / scale);
      if (back !== 0) show.back(back);
      show.add(piece.codes);
      pen += piece.width - back * scale;
    });
    out += show.operator();
    for (; next < marks.length; next++) out += `${marks[next]?.operator}\n`;
  };

  return {
    write,
    raw: (operators) => {
      out += operators;
    },
    done: () => out,
  };
};
