import type { TaggedBox } from '../../../shared/ports/display-list.ts';
import type { Placed, ReadPdf } from '../../readers/read-pdf.ts';
import { squeezed } from '../../readers/read-pdf.ts';

/** Reads a page by the places of its texts, whatever their order in the PDF. */

/** Texts on one baseline, from left to right. */
export type TextLine = { page: number; baseline: number; items: Placed[]; text: string };

const sameLine = 1;

const linesOf = (placed: readonly Placed[], page: number): TextLine[] => {
  const lines: Placed[][] = [];
  for (const item of placed.toSorted((a, b) => b.baseline - a.baseline || a.left - b.left)) {
    const last = lines.at(-1);
    if (last?.[0] && Math.abs(last[0].baseline - item.baseline) < sameLine) last.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => {
    const items = line.toSorted((a, b) => a.left - b.left);
    return { page, baseline: items[0]?.baseline ?? 0, items, text: squeezed(items.map((i) => i.text).join('')) };
  });
};

/** Every line of every page, from the first page's top to the last one's bottom. */
export const textLines = ({ pages }: ReadPdf): TextLine[] => pages.flatMap(({ placed }, i) => linesOf(placed, i + 1));

/** Both are in points: the margin is half an inch, and rounding may exceed it by the slack. */
export const margin = 36;
export const slack = 0.6;

export const outsideMargins = ({ pages, width, height }: ReadPdf): Placed[] =>
  pages.flatMap(({ placed }) =>
    placed.filter(
      (p) =>
        p.left < margin - slack ||
        p.right > width - margin + slack ||
        p.baseline - p.height * 0.2 < margin - slack ||
        p.baseline + p.height * 0.7 > height - margin + slack,
    ),
  );

/** Capitals and digits reach seven tenths of the type size above the baseline, descenders a fifth below it. */
const meet = (a: Placed, b: Placed): boolean =>
  a.left < b.right - slack &&
  b.left < a.right - slack &&
  a.baseline - a.height * 0.15 < b.baseline + b.height * 0.65 &&
  b.baseline - b.height * 0.15 < a.baseline + a.height * 0.65;

/** Pairs of texts whose boxes overlap by more than the slack. */
export const overlaps = ({ pages }: ReadPdf): [string, string][] =>
  pages.flatMap(({ placed }) => {
    const sorted = placed.toSorted((a, b) => b.baseline - a.baseline);
    return sorted.flatMap((a, i) => {
      const found: [string, string][] = [];
      for (const b of sorted.slice(i + 1)) {
        if (a.baseline - b.baseline > 40) break;
        if (meet(a, b)) found.push([a.text, b.text]);
      }
      return found;
    });
  });

/**
 * Whether this is the first amount after the label. A hint like "(1 + 2)" may stand between. All texts are without
 * white space.
 */
export const standsAfter = (text: string, label: string, amount: string): boolean => {
  const sign = amount.replaceAll(/[-\d.,]/g, '');
  return text
    .split(label)
    .slice(1)
    .some((after) => {
      const at = after.indexOf(amount);
      return at >= 0 && at < 60 && !after.slice(0, at).includes(sign);
    });
};

/** In CSS pixels from the upper left corner inside the margins. pdf.js counts in points from the lower left corner. */
type OnPage = { text: string; left: number; right: number; baseline: number };

export const inPixels = ({ pages, height }: ReadPdf): OnPage[][] =>
  pages.map(({ placed }) =>
    placed.map(({ text, left, right, baseline }) => ({
      text,
      left: (left - 36) / 0.75,
      right: (right - 36) / 0.75,
      baseline: (height - 36 - baseline) / 0.75,
    })),
  );

/** The texts that do not lie in exactly one of the boxes. A text may exceed its box by `slack` pixels, by rounding. */
export const misplaced = (boxes: readonly TaggedBox[], texts: readonly OnPage[], slack: number): string[] =>
  texts.flatMap(({ text, left, right, baseline }) => {
    const count = boxes.filter(
      (box) => box.left - slack <= left && right <= box.right + slack && box.top < baseline && baseline < box.bottom,
    ).length;
    return count === 1 ? [] : [`"${text}" is in ${count} boxes`];
  });
