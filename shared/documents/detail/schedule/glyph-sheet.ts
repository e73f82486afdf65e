import type { Specimen } from '../../../ports/page-map.ts';
import type { Weight } from '../../layout/font-metrics.ts';
import { type Html, html } from '../../layout/html-template.ts';
import { footHeight, pageBox, pageHeight } from '../../layout/page.ts';
import type { TableLayout } from './columns.ts';
import { runningHeight } from './geometry.ts';

/**
 * The glyph sheet: a page that is printed but left out of the PDF. It shows each style of the drawn pages and each
 * letter they use once. The fonts, glyphs, baselines and colours that Chromium gives them are then used to draw those
 * pages.
 */

/** Style ─▶ its class in column-page.ts. */
const inColumns = {
  regular: { weight: 'regular', look: '' },
  zero: { weight: 'regular', look: 'g' },
  quiet: { weight: 'regular', look: 'q' },
  bold: { weight: 'bold', look: 'b' },
  overbilled: { weight: 'bold', look: 'o' },
  group: { weight: 'bold', look: 'h' },
} as const;

/** Column heads, running heads and the foot have fixed positions of their own. */
export type StyleName = keyof typeof inColumns | 'head' | 'runningLeft' | 'runningRight' | 'foot';

const sampleHeight = 40;
const lettersPerLine = 80;
const letterLine = 12;

const linesOf = (letters: string): string[] => {
  const all = [...letters];
  return Array.from({ length: Math.ceil(all.length / lettersPerLine) }, (_, i) =>
    all.slice(i * lettersPerLine, (i + 1) * lettersPerLine).join(''),
  );
};

/** `letters`: the letters of each weight. Null when they do not fit on the page. */
export const specimenOf = (layout: TableLayout, letters: Record<Weight, string>): Specimen | null => {
  const { size, headSize, lineHeight } = layout;
  const names = Object.entries(inColumns);
  const columnsTop = runningHeight;
  const samples: Specimen['samples'][number][] = [
    { style: 'runningLeft', weight: 'bold', top: 0, bottom: runningHeight, at: 0 },
    { style: 'runningRight', weight: 'regular', top: 0, bottom: runningHeight, at: -1 },
    { style: 'foot', weight: 'regular', top: pageHeight - footHeight, bottom: pageHeight, at: 0 },
  ];
  const blocks: Html[] = [];
  const add = (style: string, weight: string, content: Html) => {
    const at = blocks.length * sampleHeight;
    blocks.push(html`<div class="c" style="left:0;top:${at}px">${content}</div>`);
    samples.push({ style, weight, top: columnsTop + at, bottom: columnsTop + at + sampleHeight, at: 0 });
  };
  // Like a column head, but without the padding above it.
  add('head', 'bold', html`<p class="d" style="padding-top:0">x</p>`);
  for (const [name, { weight, look }] of names) {
    add(name, weight, look === '' ? html`<p>x</p>` : html`<p><b class="${look}">x</b></p>`);
  }
  let top = blocks.length * sampleHeight;
  const lines: Specimen['letters'][number][] = [];
  for (const weight of ['regular', 'bold'] as const) {
    for (const text of linesOf(letters[weight])) {
      const shown = weight === 'bold' ? html`<b>${text}</b>` : html`${text}`;
      blocks.push(
        html`<div class="c" style="left:0;top:${top}px;line-height:${letterLine}px;font-size:8px">${shown}</div>`,
      );
      lines.push({ weight, text, top: columnsTop + top, bottom: columnsTop + top + letterLine });
      top += letterLine;
    }
  }
  if (columnsTop + top > pageHeight - footHeight) return null;
  const page = html`<header class="running"><h2>x</h2><p>x</p></header><div class="columns" style="font-size:${size}px;--heads:${headSize}px;--head:${sampleHeight}px;--line:${lineHeight}px">
${blocks}</div>`;
  return { html: pageBox(page, { text: 'x', page: 'x' }).html, samples, letters: lines };
};
