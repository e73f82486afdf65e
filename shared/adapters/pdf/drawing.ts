/**
 * A page's content in two parts: texts with their positions, and all other drawing. In CSS pixels inside the margins.
 */

/** Glyphs set at their own widths. `lead` is the distance from the origin of the first glyph to that of the last. */
export type Piece = { x: number; y: number; codes: readonly number[]; lead: number; width: number };

/** The extent from the origin of the first glyph to that of the last. */
export type RunBox = { left: number; right: number; baseline: number };

/** One text as Chromium drew it: a line, or the part of a line in one font. */
export type TextRun = {
  /** Name in the page's resources, including the slash. */
  font: string;
  size: number;
  /** Operators that set the colour and the graphics state. */
  fill: string;
  state: string;
  pieces: readonly Piece[];
  /** Chromium's marked content (/Span with ActualText, /ReversedChars), each before the piece `at`. */
  marks: readonly Mark[];
  /** The last word continues on the next line. */
  goesOn?: boolean;
  box: RunBox;
};

export type Mark = { at: number; operator: string };

export type Box = { left: number; top: number; right: number; bottom: number };

/** Part of a content stream, in drawing order. `image`: the box of the picture that it draws. */
export type Graphic = { operators: string; image: Box | null };

export type Drawing = { runs: TextRun[]; graphics: Graphic[] };

/** A page of 11 by 8.5 inches with half-inch margins, as the document's style sheet sets it and this code requires it. */
export const pagePoints = { width: 792, height: 612, margin: 36 };
export const pointsPerPixel = 0.75;
