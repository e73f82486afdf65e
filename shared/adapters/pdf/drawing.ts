/** A page's content taken apart: texts where they stand, everything else as it was drawn. CSS pixels inside the margins. */

/** Glyphs that follow each other by their own widths; `lead` is from the first one's origin to the last one's. */
export type Piece = { x: number; y: number; codes: readonly number[]; lead: number; width: number };

/** From the first glyph's origin to the last one's. */
export type RunBox = { left: number; right: number; baseline: number };

/** One text as Chromium drew it: a line, or the part of a line in one font. */
export type TextRun = {
  /** Name in the page's resources, with its slash. */
  font: string;
  size: number;
  /** Operators that set its colour and its graphics state. */
  fill: string;
  state: string;
  pieces: readonly Piece[];
  /** What Chromium says about parts of it (/Span with ActualText, /ReversedChars): before the piece `at`. */
  marks: readonly Mark[];
  /** Its last word ends in the next line. */
  goesOn?: boolean;
  box: RunBox;
};

export type Mark = { at: number; operator: string };

export type Box = { left: number; top: number; right: number; bottom: number };

/** A piece of content stream in drawing order; `image`: where the picture is that it draws. */
export type Graphic = { operators: string; image: Box | null };

export type Drawing = { runs: TextRun[]; graphics: Graphic[] };

/** Page of 11 by 8.5 inches, margins of half an inch: what style.ts asks for, and what this code expects to find. */
export const pagePoints = { width: 792, height: 612, margin: 36 };
export const pointsPerPixel = 0.75;
