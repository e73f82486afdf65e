import type { Piece, TextRun } from '../drawing.ts';
import type { Font } from '../read/graphics-state.ts';
import { isReversed } from '../read/text-marks.ts';

/**
 * The texts of a place as one reads them. Chromium draws a line from left to right, also where its words follow each other
 * from right to left; and where a line of ours ends there is no space, so that its last word would run into the next.
 */
type Fonts = (name: string) => Font;

const textOf = ({ font, pieces }: TextRun, fonts: Fonts): string =>
  pieces.flatMap(({ codes }) => codes.map(fonts(font).textOf)).join('');

/** Takes the direction of what is around it. */
const isNeutral = (text: string): boolean => /^[\s\p{P}\p{S}\p{N}]*$/u.test(text);

/** Runs of one line. Words from right to left that follow each other are turned around, with what stands between them. */
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

/** Nothing is lost between these and the next line: hyphens, slashes, and scripts without spaces. */
const needsNoSpace = /[\s\u00ad/\p{Pd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** With the space that was where the line was broken; it shows nothing and stands in the cell's padding. */
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
