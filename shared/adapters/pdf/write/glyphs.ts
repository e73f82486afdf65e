import type { GlyphSheet } from '../../../ports/display-list.ts';
import type { Drawing, TextRun } from '../drawing.ts';
import { placeTexts } from '../match/match-texts.ts';
import type { Font } from '../read/graphics-state.ts';
import { unsupported } from '../unsupported-pdf.ts';

/**
 * Reads the glyph sheet as the browser printed it: enough to write texts of the same styles and letters as it would.
 */

/** A glyph in the new file, with its font and its width in 1/1000 em. */
type Glyph = { font: string; code: number; width: number };

/** A text style with its glyphs. `rise`: the distance in pixels from the top of a line to its baseline. */
export type StyleGlyphs = Pick<TextRun, 'size' | 'fill' | 'state'> & {
  rise: number;
  glyphs: ReadonlyMap<string, Glyph>;
};

export type Glyphs = ReadonlyMap<string, StyleGlyphs>;

/** Adds the glyph of each letter. Throws unless there is exactly one glyph per letter. */
const addGlyphs = (
  runs: readonly TextRun[],
  text: string,
  fonts: (name: string) => Font,
  into: Map<string, Glyph>,
): void => {
  const glyphs = runs
    .toSorted((a, b) => a.box.left - b.box.left)
    .flatMap(({ font, pieces }) =>
      pieces.flatMap(({ codes }) => codes.map((code) => ({ font, code, width: fonts(font).widthOf(code) }))),
    );
  const letters = [...text];
  if (glyphs.length !== letters.length) throw unsupported(`${glyphs.length} glyphs of ${letters.length} letters`);
  letters.forEach((letter, i) => {
    const glyph = glyphs[i];
    if (glyph) into.set(letter, glyph);
  });
};

export const readGlyphs = (
  { boxes, samples }: GlyphSheet,
  { runs }: Drawing,
  fonts: (name: string) => Font,
): Glyphs => {
  const items = placeTexts(boxes, runs);
  const byWeight = new Map(samples.map(({ weight }) => [weight, new Map<string, Glyph>()]));
  const styles = new Map<string, StyleGlyphs>();
  for (const [i, { text, style, weight }] of samples.entries()) {
    const shown = items[i]?.runs ?? [];
    const glyphs = byWeight.get(weight) ?? new Map<string, Glyph>();
    if (style === null) {
      addGlyphs(shown, text, fonts, glyphs);
      continue;
    }
    const [sample] = shown;
    if (!sample) throw unsupported(`no sample of ${style}`);
    const { size, fill, state, box } = sample;
    styles.set(style, { size, fill, state, rise: box.baseline - (boxes[i]?.top ?? 0), glyphs });
  }
  return styles;
};
