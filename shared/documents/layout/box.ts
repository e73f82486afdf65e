import { type Canvas, type Corner, from, nextLine } from './canvas.ts';
import { brokenLines, type Html, html } from './html-template.ts';
import { type TextStyle, wrapText } from './line-breaking.ts';
import type { FrontStyle } from './text-styles.ts';

/**
 * Building blocks of the first page that know their height and the positions of their texts. Unless noted otherwise,
 * lengths are CSS pixels before the page is zoomed.
 */
export type Box = {
  html(): Html;
  /** The height used to compose the page. */
  height: number;
  /** Adds the box's regions, texts and bars at `at`, and returns its lower edge on the page: rules do not scale. */
  place(at: Corner, sketch: Canvas): number;
};

/** Large type is kerned, which may widen a pair of letters, so lines are broken slightly early. */
const slack = 0.97;

/** The first page's type: class in style.ts ─▶ size, weight and line height. */
export const type = {
  title: { size: 29, weight: 'bold', line: 36 },
  company: { size: 17, weight: 'bold', line: 23 },
  label: { size: 8.5, weight: 'bold', line: 13 },
  value: { size: 11.5, weight: 'bold', line: 16 },
  body: { size: 10.5, weight: 'regular', line: 15 },
  strong: { size: 10.5, weight: 'bold', line: 15 },
  small: { size: 9, weight: 'regular', line: 13 },
  dueLabel: { size: 13, weight: 'bold', line: 18 },
  dueNote: { size: 9.5, weight: 'regular', line: 13 },
  dueAmount: { size: 23, weight: 'bold', line: 30 },
} as const satisfies Record<string, TextStyle & { line: number }>;
export type TypeName = keyof typeof type;

export const linesIn = (text: string, name: TypeName, width: number): string[] =>
  wrapText(text, width * slack, type[name]);

/** Places lines one below the other and returns their lower edge on the page. */
export const placeLines = (
  lines: readonly string[],
  at: Corner,
  sketch: Canvas,
  { style, pitch, align }: { style: FrontStyle; pitch: number; align?: 'left' | 'right' },
): number => {
  let next = at;
  for (const text of lines) {
    sketch.text(next, text, style, align);
    next = nextLine(next, pitch);
  }
  return next.y;
};

const nothing: Box = { html: () => html``, height: 0, place: ({ y }) => y };

const markup = {
  P: (name: string, lines: readonly string[]): Html => html`<p class="${name}">${brokenLines(lines)}</p>`,
  H1: (name: string, lines: readonly string[]): Html => html`<h1 class="${name}">${brokenLines(lines)}</h1>`,
  H2: (name: string, lines: readonly string[]): Html => html`<h2 class="${name}">${brokenLines(lines)}</h2>`,
};

/** `room`: the width of the element, if it is wider than its lines may be. */
type Look = { role?: keyof typeof markup; style?: FrontStyle; align?: 'left' | 'right'; room?: number };

/** A paragraph, or an empty box when the text is empty. */
export const paragraph = (text: string, name: TypeName, width: number, look: Look = {}): Box => {
  const lines = linesIn(text, name, width);
  if (lines.length === 0) return nothing;
  const { role = 'P', style = name, align = 'left', room = width } = look;
  const pitch = type[name].line;
  return {
    html: () => markup[role](name, lines),
    height: lines.length * pitch,
    place: (at, sketch) => {
      const edge = from(at, align === 'right' ? width : 0, 0);
      const bottom = placeLines(lines, edge, sketch, { style, pitch, align });
      sketch.region(at, { role }, { width: room, bottom });
      return bottom;
    },
  };
};

export const stack = (boxes: readonly Box[]): Box => ({
  html: () => html`${boxes.map((box) => box.html())}`,
  height: boxes.reduce((sum, box) => sum + box.height, 0),
  place: (at, sketch) => {
    let y = at.y;
    for (const box of boxes) y = box.place({ ...at, y }, sketch);
    return y;
  },
});

/** Places boxes side by side, each with its own width, and spreads the remaining width between them. */
export const beside = (columns: readonly { box: Box; width: number }[], width: number): Box => {
  const used = columns.reduce((sum, column) => sum + column.width, 0);
  const gap = (width - used) / Math.max(1, columns.length - 1);
  return {
    html: () =>
      html`<div class="row">${columns.map(({ box, width }) => html`<div style="width:${width}px">${box.html()}</div>`)}</div>`,
    height: Math.max(...columns.map(({ box }) => box.height)),
    place: (at, sketch) => {
      let x = 0;
      let bottom = at.y;
      for (const column of columns) {
        bottom = Math.max(bottom, column.box.place(from(at, x, 0), sketch));
        x += column.width + gap;
      }
      return bottom;
    },
  };
};

/** Wraps the box in an element that takes no room. */
export const within = (wrap: (content: Html) => Html, box: Box): Box => ({ ...box, html: () => wrap(box.html()) });

export const space = (height: number): Box => ({
  html: () => html`<div style="height:${height}px"></div>`,
  height,
  place: (at) => from(at, 0, height).y,
});

/** A box for content that lacks room: it never fits, so the page is composed again at a smaller scale. */
export const withoutRoom: Box = { ...nothing, height: Number.POSITIVE_INFINITY };
