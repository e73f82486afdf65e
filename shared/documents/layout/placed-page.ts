import { type Html, html } from './html-template.ts';
import { type OpenList, pageHeight, pageWidth } from './page.ts';
import { textStyles } from './text-styles.ts';

/**
 * A display list as HTML for the browser. Texts below one another at equal distances are the lines of one block, which
 * halves the browser's time: it is spent on boxes. All bars of one colour are one path.
 */

/**
 * Kerning is off because the table's widths assume none. A line of right-to-left text starts at the right edge of its
 * block.
 */
export const placedStyle = `.list{font-kerning:none;white-space:pre}
.list svg,.list p{position:absolute;left:0;top:0}
.list svg{z-index:-1}
.list p{unicode-bidi:plaintext;text-align:start}
.list .left{text-align:left}
.list .right{text-align:right}`;

/** Sizes in pixels for the text styles that leave them open. */
export type ListSizes = { size: number; lineHeight: number; headSize: number };

type ListText = OpenList['texts'][number];

/** `pitch`: the distance between lines, which is the block's line height. */
type Block = { lines: ListText[]; line: number; pitch: number };

/** Half the space between the lines is above the first one, and must be whole pixels. */
const canJoin = ({ lines, line, pitch }: Block, gap: number): boolean =>
  lines.length > 1 ? gap === pitch : gap >= line && (gap - line) % 2 === 0;

const blocksOf = (texts: readonly ListText[], { lineHeight }: ListSizes): Block[] => {
  const columns = Map.groupBy(texts, ({ style, align, left, right }) =>
    [align, left, right, textStyles[style].size].join(' '),
  );
  const blocks: Block[] = [];
  for (const column of columns.values()) {
    let above: ListText | undefined;
    for (const text of column) {
      const block = blocks.at(-1);
      const gap = above ? text.top - above.top : 0;
      if (block && above && canJoin(block, gap)) {
        block.lines.push(text);
        block.pitch = gap;
      } else {
        const { line } = textStyles[text.style];
        const own = line ?? lineHeight;
        blocks.push({ lines: [text], line: own, pitch: own });
      }
      above = text;
    }
  }
  return blocks;
};

const blockHtml = ({ lines, line, pitch }: Block): Html => {
  const [first] = lines;
  if (!first) return html``;
  const { style, align, left, right, top } = first;
  const shown = lines.map((text) =>
    text.style === style ? html`${text.text}\n` : html`<b class="${text.style}">${text.text}</b>\n`,
  );
  const place = `left:${left}px;top:${top - (pitch - line) / 2}px;width:${right - left}px;line-height:${pitch}px`;
  return html`<p class="${style} ${align}" style="${place}">${shown}</p>`;
};

export const placedPage = (
  { texts, bars, watermark }: Omit<OpenList, 'boxes'>,
  sizes: ListSizes = { size: 0, lineHeight: 0, headSize: 0 },
): Html => {
  const { size, headSize } = sizes;
  const paths = [...Map.groupBy(bars, ({ color }) => color)].map(([color, some]) => {
    const outlines = some.map(({ left, top, width, height }) => `M${left} ${top}h${width}v${height}h${-width}z`);
    return html`<path fill="${color}" d="${outlines.join('')}"/>`;
  });
  const back = watermark ? html`<path fill="${watermark.color}" d="${watermark.path}"/>` : '';
  return html`<div class="list" style="--row:${size}px;--head:${headSize}px"><svg width="${pageWidth}" height="${pageHeight}">${back}${paths}</svg>
${blocksOf(texts, sizes).map(blockHtml)}</div>`;
};
