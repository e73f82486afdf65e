/** A page's content taken apart: texts where they stand, everything else as it was drawn. CSS pixels inside the margins. */

/** One text as Chromium drew it: a line, or the part of a line in one font. Positions are the glyphs' origins. */
export type TextRun = {
  /** Name in the page's resources, with its slash. */
  font: string;
  size: number;
  /** Operators that set its colour and its graphics state. */
  fill: string;
  state: string;
  codes: number[];
  xs: number[];
  ys: number[];
  /** What Chromium says about parts of it (/Span with ActualText, /ReversedChars): before the glyph `at`. */
  marks: { at: number; operator: string }[];
};

export type Box = { left: number; top: number; right: number; bottom: number };

/** A piece of content stream in drawing order; `image`: where the picture is that it draws. */
export type Graphic = { operators: string; image: Box | null };

export type Drawing = { runs: TextRun[]; graphics: Graphic[] };

/** Page of 11 by 8.5 inches, margins of half an inch: what style.ts asks for, and what this code expects to find. */
export const pagePoints = { width: 792, height: 612, margin: 36 };
export const pointsPerPixel = 0.75;
