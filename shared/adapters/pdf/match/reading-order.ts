import type { Piece, TextRun } from '../drawing.ts';
import type { Font } from '../read/graphics-state.ts';
import { isReversed } from '../read/text-marks.ts';

/**
 * Puts the texts of a place in reading order. Chromium draws a line from left to right even if its words run from right
 * to left. And since we break lines ourselves, no space follows a line's last word, which would run into the next word.
 */
type Fonts = (name: string) => Font;

const textOf = ({ font, pieces }: TextRun, fonts: Fonts): string =>
  pieces.flatMap(({ codes }) => codes.map(fonts(font).textOf)).join('');

/** Neutral text takes the direction of the text around it. */
const isNeutral = (text: string): boolean => /^[\s\p{P}\p{S}\p{N}]*$/u.test(text);

/** Reverses sequences of right-to-left words in a line, together with the neutral text between them. */
const turned = (line: readonly TextRun[], fonts: Fonts): TextRun[] => {
  const result: TextRun[] = [];
  let words: TextRun[] = [];
  let between: TextRun[] = [];
  const end = () => {
    result.push(...words.toReversed(), ...between);
    words = [];
    between = [];
  };
  for (const run of line) {
    if (isReversed(run)) {
      words.push(...between, run);
      between = [];
    } else if (words.length > 0 && isNeutral(textOf(run, fonts))) between.push(run);
    else {
      end();
      result.push(run);
    }
  }
  end();
  return result;
};

/** No space belongs between these and the next line: after hyphens, slashes and scripts without spaces. */
export const needsNoSpace = /[\s\u00ad/\p{Pd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Restores the space at a line break; it is invisible and lies in the cell's padding. */
const withSpace = (run: TextRun, fonts: Fonts): TextRun => {
  const { space, widthOf, textOf: glyphText } = fonts(run.font);
  const last = run.pieces.at(-1);
  const code = last?.codes.at(-1);
  if (
    !last ||
    code === undefined ||
    space === null ||
    run.goesOn ||
    isReversed(run) ||
    needsNoSpace.test(glyphText(code))
  )
    return run;
  const width = (widthOf(space) * run.size) / 1000;
  const gap: Piece = { x: last.x + last.width, y: last.y, codes: [space], lead: 0, width };
  return { ...run, pieces: [...run.pieces, gap] };
};

const linesOf = (runs: readonly TextRun[]): TextRun[][] => {
  const lines: TextRun[][] = [];
  let baseline = Number.NaN;
  for (const run of runs) {
    const y = run.box.baseline;
    if (Math.abs(y - baseline) <= 1) lines.at(-1)?.push(run);
    else lines.push([run]);
    baseline = y;
  }
  return lines;
};

export const inReadingOrder = (runs: readonly TextRun[], fonts: Fonts): readonly TextRun[] => {
  if (runs.length < 2) return runs;
  return linesOf(runs).flatMap((line, i, lines) => {
    const ordered = line.some(isReversed) ? turned(line, fonts) : line;
    const last = ordered.at(-1);
    if (i === lines.length - 1 || !last) return ordered;
    return [...ordered.slice(0, -1), withSpace(last, fonts)];
  });
};
