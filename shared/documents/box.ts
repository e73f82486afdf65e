import type { Region } from '../domain/page-map.ts';
import { brokenLines, type Html, html } from './html-template.ts';
import { type TextStyle, wrapText } from './text-layout.ts';

/**
 * Pieces of the first page that know their height and where their texts stand. CSS pixels from their upper left corner.
 * `height` is what is counted on; `drawn` what the browser makes of it: the page is zoomed, but a rule is always one pixel.
 */
type Drawn = { scaled: number; rules: number };
/** `rules`: so many of them are above it. */
export type PlacedRegion = Region & { rules: number };
export type Box = { html: Html; height: number; drawn: Drawn; regions: readonly PlacedRegion[] };

/** `parent` counts from the first of them. */
export const moved = (
  regions: readonly PlacedRegion[],
  { x = 0, y = 0, rules = 0, before = 0 }: { x?: number; y?: number; rules?: number; before?: number },
): PlacedRegion[] =>
  regions.map((region) => ({
    ...region,
    left: region.left + x,
    right: region.right + x,
    top: region.top + y,
    bottom: region.bottom + y,
    parent: region.parent === null ? null : region.parent + before,
    rules: region.rules + rules,
  }));

/** From the left edge on, and from the top. */
export const regionOf = (role: Region['role'], width: number, height: number): PlacedRegion => ({
  role,
  left: 0,
  top: 0,
  right: width,
  bottom: height,
  parent: null,
  filled: true,
  rules: 0,
});

export const boxOf = (content: Html, height: number, regions: readonly PlacedRegion[]): Box => ({
  html: content,
  height,
  drawn: { scaled: height, rules: 0 },
  regions,
});

/** Kerning is on here and may widen a pair: lines are broken a little early. */
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

/** A paragraph; nothing at all when the text is empty. */
export const paragraph = (text: string, name: TypeName, width: number): Box => {
  const lines = linesIn(text, name, width);
  if (lines.length === 0) return boxOf(html``, 0, []);
  const height = lines.length * type[name].line;
  return boxOf(html`<p class="${name}">${brokenLines(lines)}</p>`, height, [regionOf('P', width, height)]);
};

export const stack = (boxes: readonly Box[]): Box => {
  const regions: PlacedRegion[] = [];
  const drawn = { scaled: 0, rules: 0 };
  let height = 0;
  for (const box of boxes) {
    regions.push(...moved(box.regions, { y: drawn.scaled, rules: drawn.rules, before: regions.length }));
    height += box.height;
    drawn.scaled += box.drawn.scaled;
    drawn.rules += box.drawn.rules;
  }
  return { html: html`${boxes.map((box) => box.html)}`, height, drawn, regions };
};

const tallest = (boxes: readonly Box[]): Drawn =>
  boxes
    .map(({ drawn }) => drawn)
    .reduce((most, drawn) => (drawn.scaled + drawn.rules > most.scaled + most.rules ? drawn : most), {
      scaled: 0,
      rules: 0,
    });

/** Side by side over the whole width, each as wide as it was made for. */
export const beside = (columns: readonly { box: Box; width: number }[], width: number): Box => {
  const used = columns.reduce((sum, column) => sum + column.width, 0);
  const gap = (width - used) / Math.max(1, columns.length - 1);
  const regions: PlacedRegion[] = [];
  let x = 0;
  for (const column of columns) {
    regions.push(...moved(column.box.regions, { x, before: regions.length }));
    x += column.width + gap;
  }
  return {
    html: html`<div class="row">${columns.map(({ box, width }) => html`<div style="width:${width}px">${box.html}</div>`)}</div>`,
    height: Math.max(...columns.map(({ box }) => box.height)),
    drawn: tallest(columns.map(({ box }) => box)),
    regions,
  };
};

/** Stands for what would not be legible: the page is composed again at a smaller scale. */
export const withoutRoom: Box = boxOf(html``, Number.POSITIVE_INFINITY, []);

export const space = (height: number): Box => boxOf(html`<div style="height:${height}px"></div>`, height, []);
