import type { Operation } from './content-tokens.ts';
import type { Matrix } from './page-frame.ts';

/** `fill` and `state` are kept as the operators that set them. */
export type GraphicsState = { matrix: Matrix; fill: string; state: string; isClipped: boolean };

/** Returns where to continue if it has read further than its operation. */
export type Handler = (operation: Operation) => number | undefined;

/** The width of a glyph in 1/1000 em, and the text it represents ('' when the font does not say). */
export type Font = {
  widthOf(code: number): number;
  textOf(code: number): string;
  /** The glyph for a space, if the font has one. */
  space: number | null;
};

/** The page's resources: the new name of a resource in the file we write, and the font with such a name. */
export type Names = { renamed(name: string): string; font(name: string): Font };
