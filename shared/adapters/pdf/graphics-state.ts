import type { Operation } from './content-tokens.ts';
import type { Matrix } from './page-frame.ts';

/** `fill`, `stroke` and `state` as the operators that set them. */
export type GraphicsState = { matrix: Matrix; fill: string; stroke: string; state: string; isClipped: boolean };

export type Handler = (operation: Operation) => void;

/** The page's resources: what a name is called in the file that is made, and how wide the glyphs are of the font of that name (1/1000 em). */
export type Names = { renamed(name: string): string; widths(font: string): (code: number) => number };
