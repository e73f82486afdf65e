import type { Specimen } from '../../../ports/page-map.ts';
import type { Drawing, TextRun } from '../drawing.ts';
import type { Font } from '../read/graphics-state.ts';
import { unsupported } from '../unsupported-pdf.ts';

/**
 * Reads the glyph sheet as the browser printed it: enough to write texts of the same styles and letters as it would.
 */

/** A glyph in the new file, with its font and its width in 1/1000 em. */
type Glyph = { font: string; code: number; width: number };

/** `rise`: the distance in pixels from the top of a line to its baseline. */
export type Pen = Pick<TextRun, 'size' | 'fill' | 'state'> & { rise: number; glyphs: ReadonlyMap<string, Glyph> };

export type Pens = ReadonlyMap<string, Pen>;

type Strip = { top: number; bottom: number };

const within = (runs: readonly TextRun[], { top, bottom }: Strip): TextRun[] =>
  runs.filter(({ box }) => top < box.baseline && box.baseline <= bottom).sort((a, b) => a.box.left - b.box.left);

/** Adds the glyph of each letter in the strip. Throws unless there is exactly one glyph per letter. */
const addGlyphs = (
  runs: readonly TextRun[],
  text: string,
  fonts: (name: string) => Font,
  into: Map<string, Glyph>,
): void => {
  const glyphs = runs.flatMap(({ font, pieces }) =>
    pieces.flatMap(({ codes }) => codes.map((code) => ({ font, code, width: fonts(font).widthOf(code) }))),
  );
  const letters = [...text];
  if (glyphs.length !== letters.length) throw unsupported(`${glyphs.length} glyphs of ${letters.length} letters`);
  letters.forEach((letter, i) => {
    const glyph = glyphs[i];
    if (glyph) into.set(letter, glyph);
  });
};

export const readPens = ({ samples, letters }: Specimen, { runs }: Drawing, fonts: (name: string) => Font): Pens => {
  const byWeight = new Map<string, Map<string, Glyph>>();
  for (const { weight, text, ...strip } of letters) {
    const glyphs = byWeight.get(weight) ?? new Map<string, Glyph>();
    byWeight.set(weight, glyphs);
    addGlyphs(within(runs, strip), text, fonts, glyphs);
  }
  return new Map(
    samples.map(({ style, weight, at, ...strip }) => {
      const sample = within(runs, strip).at(at);
      const glyphs = byWeight.get(weight);
      if (!sample || !glyphs) throw unsupported(`no sample of ${style}`);
      const { size, fill, state, box } = sample;
      return [style, { size, fill, state, rise: box.baseline - strip.top, glyphs }] as const;
    }),
  );
};
