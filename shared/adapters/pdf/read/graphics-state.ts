import type { Operation } from './content-tokens.ts';
import type { Matrix } from './page-frame.ts';

/** `fill`, `stroke` and `state` as the operators that set them. */
export type GraphicsState = { matrix: Matrix; fill: string; stroke: string; state: string; isClipped: boolean };

/** Says where to go on when it has read more than its operation. */
export type Handler = (operation: Operation) => number | undefined;

/** Of a glyph: its width in 1/1000 em, and what it stands for ('' when the font does not say). */
export type Font = {
  widthOf(code: number): number;
  textOf(code: number): string;
  /** The glyph of a space, if the font has one. */
  space: number | null;
};

/** The page's resources: what a name is called in the file that is made, and the font of such a name. */
export type Names = { renamed(name: string): string; font(name: string): Font };
