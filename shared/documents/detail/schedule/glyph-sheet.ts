import type { GlyphSheet, TaggedBox } from '../../../ports/display-list.ts';
import { type OpenList, pageBox, pageHeight, pageWidth } from '../../layout/page.ts';
import { type ListSizes, placedPage } from '../../layout/placed-page.ts';
import type { Letters } from '../../layout/simple-script.ts';
import { type StyleName, textStyles } from '../../layout/text-styles.ts';

/**
 * The glyph sheet: a page that is printed but left out of the PDF. It shows each text style and each letter of the
 * drawn pages once. The fonts, glyphs, baselines and colours that Chromium gives them are then used to draw those pages.
 */

const sampleHeight = 24;
const sampleWidth = 60;
const lettersPerLine = 80;

type Sample = GlyphSheet['samples'][number];
type Place = { left: number; right: number; top: number; bottom: number };

/** Null when there is nothing to draw, and when the letters do not fit on the page. */
export const glyphSheetOf = (styles: ReadonlySet<StyleName>, letters: Letters, sizes: ListSizes): GlyphSheet | null => {
  if (styles.size === 0) return null;
  const samples: Sample[] = [];
  const shown: OpenList['texts'] = [];
  const boxes: TaggedBox[] = [];
  const add = (sample: Sample, style: StyleName, place: Place): void => {
    samples.push(sample);
    shown.push({ ...place, text: sample.text, style, align: 'left', box: boxes.length });
    boxes.push({ ...place, role: 'P', parent: null });
  };
  for (const style of styles) {
    const left = samples.length * sampleWidth;
    const place = { left, right: left + sampleWidth, top: 0, bottom: sampleHeight };
    add({ text: 'x', style, weight: textStyles[style].weight }, style, place);
  }
  let top = sampleHeight;
  for (const style of ['letters', 'boldLetters'] as const) {
    const { weight, line } = textStyles[style];
    const all = [...letters.of(weight)];
    for (let i = 0; i < all.length; i += lettersPerLine) {
      const text = all.slice(i, i + lettersPerLine).join('');
      add({ text, style: null, weight }, style, { left: 0, right: pageWidth, top, bottom: top + line });
      top += line;
    }
  }
  if (top > pageHeight) return null;
  return { html: () => pageBox(placedPage({ texts: shown, bars: [], watermark: null }, sizes)).html, boxes, samples };
};
