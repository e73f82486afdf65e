import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { toCents } from '../../../domain/money.ts';
import { formatDate, formatMoney, formatPercent } from '../../../domain/number-format.ts';
import { type Box, beside, linesIn, paragraph, placeLines, stack, type, withoutRoom } from '../../layout/box.ts';
import { type Canvas, type Corner, from, nextLine } from '../../layout/canvas.ts';
import { brokenLines, html } from '../../layout/html-template.ts';
import { textWidth } from '../../layout/line-breaking.ts';
import { accent, quiet, rule } from '../../layout/palette.ts';
import { overbilledMark, type Words } from '../rows.ts';

/** The end of the first page: progress, amount due, footnote and signatures. */

const progressPadding = 9;
const progressInset = 4;
const trackGap = 12;
const track = 7;

/** A bar clamped to 0–100 %; the figure beside it may lie outside that range. */
export const progress = (summary: InvoiceSummary, { labels, language }: Words, width: number): Box => {
  const { percentComplete } = summary;
  const label = labels.invoice.percentComplete;
  const figure = formatPercent(percentComplete, language);
  const filled = Math.min(100, Math.max(0, Number(percentComplete ?? 0)));
  return {
    html: () =>
      html`<div class="progress" style="width:${width}px"><p class="body">${label}</p><div class="track"><div class="done" style="width:${filled}%"></div></div><p class="strong">${figure}</p></div>`,
    height: progressPadding + type.body.line + 3,
    place: (at, sketch) => {
      const bottom = nextLine(from(at, 0, progressPadding), type.body.line).y;
      // The bar lies between the two texts.
      sketch.region(at, { role: 'P' }, { width: width / 2, bottom });
      sketch.region(from(at, width / 2, 0), { role: 'P' }, { width: width / 2, bottom });
      sketch.text(from(at, progressInset, progressPadding), label, 'body');
      sketch.text(from(at, width - progressInset, progressPadding), figure, 'strong', 'right');
      const left = progressInset + textWidth(label, type.body) + trackGap;
      const right = width - progressInset - textWidth(figure, type.strong) - trackGap;
      const start = from(at, left, progressPadding + (type.body.line - track) / 2);
      const end = from(start, 0, track).y;
      sketch.fill(start, { width: right - left, bottom: end }, rule);
      if (filled > 0) sketch.fill(start, { width: ((right - left) * filled) / 100, bottom: end }, accent);
      return bottom;
    },
  };
};

/** A negative amount is shown as a credit, with nothing to pay. */
const wordsOfDue = ({ invoice }: PrintedInvoice, due: number, { labels }: Words): [label: string, notes: string[]] => {
  const taxed = invoice.taxes.length > 0 ? [labels.invoice.taxesIncluded] : [];
  if (due < 0) return [labels.invoice.credit, [...taxed, labels.invoice.nothingDue]];
  if (due === 0) return [labels.invoice.amountDue, [labels.invoice.nothingDue]];
  const by = invoice.dueDate === null ? [] : [labels.invoice.payBy(formatDate(invoice.dueDate))];
  return [labels.invoice.amountDue, [...taxed, ...by]];
};

const duePadding = 13;

export const amountDue = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words, width: number): Box => {
  const amount = formatMoney(summary.due, words.language, words.currency);
  const amountWidth = Math.ceil(textWidth(amount, type.dueAmount));
  const labelWidth = width - amountWidth - 2 * duePadding - 16;
  if (labelWidth < 80) return withoutRoom;
  const [label, notes] = wordsOfDue(printed, toCents(summary.due), words);
  const left = stack([
    paragraph(label, 'dueLabel', labelWidth),
    ...notes.map((note) => paragraph(note, 'dueNote', labelWidth)),
  ]);
  const inner = Math.max(left.height, type.dueAmount.line);
  const height = inner + 2 * duePadding;
  const figureWidth = amountWidth + duePadding + 8;
  return {
    html: () =>
      html`<div class="due-box on-accent" style="width:${width}px"><div>${left.html()}</div><p class="dueAmount">${amount}</p></div>`,
    height,
    place: (at, sketch) => {
      const middle = from(at, duePadding, duePadding);
      const end = left.place(from(middle, 0, (inner - left.height) / 2), sketch);
      const inside = Math.max(end, nextLine(middle, type.dueAmount.line).y);
      const bottom = from({ ...at, y: inside }, 0, duePadding).y;
      sketch.fill(at, { width, bottom }, accent);
      sketch.region(from(at, width - figureWidth, 0), { role: 'P' }, { width: figureWidth, bottom });
      const right = from(middle, width - 2 * duePadding, (inner - type.dueAmount.line) / 2);
      sketch.text(right, amount, 'dueAmount', 'right');
      return bottom;
    },
  };
};

/** Explains the mark of overbilled lines; empty when there are none. */
export const footnote = (lines: readonly ComputedLine[], { labels }: Words, width: number): Box => {
  const count = lines.filter((line) => line.overbilled).length;
  const text = count === 0 ? '' : `${overbilledMark} ${labels.invoice.overbilledLines(count)}`;
  return paragraph(text, 'small', width);
};

const signHeight = 44;
const signLine = 29;
const signGap = 10;

/** Blank lines to write on, which take two, two and one fifths of the width. */
const placeBlanks = (blanks: readonly string[], at: Corner, side: number, sketch: Canvas): void => {
  const part = (side - 2 * signGap) / 5;
  for (const [i, blank] of blanks.entries()) {
    const corner = from(at, i * (2 * part + signGap), 0);
    const width = i === 2 ? part : 2 * part;
    const edge = from(corner, 0, signLine);
    sketch.region(corner, { role: 'P' }, { width, bottom: from(corner, 0, signHeight).y });
    sketch.line(edge, width, quiet, 'below');
    sketch.text(from(edge, 0, 2, 1), blank, 'sign');
  }
};

/** Each party's name, with blank lines for name, signature and date. */
export const signatures = (printed: PrintedInvoice, { labels }: Words, width: number): Box => {
  const side = Math.floor((width - 32) / 2);
  const blanks = [labels.invoice.nameAndTitle, labels.invoice.signature, labels.invoice.date];
  const sides: [label: string, firm: string][] = [
    [labels.invoice.submittedBy, printed.company.name],
    [labels.invoice.approvedBy, printed.contract.client.name],
  ];
  const broken = sides.map(([label, firm]) => linesIn(`${label} – ${firm}`, 'small', side));
  const room = Math.max(...broken.map((lines) => lines.length)) * type.small.line;
  const column = (lines: string[]): Box => ({
    html: () =>
      html`<p class="small" style="height:${room}px">${brokenLines(lines)}</p><div class="sign">${blanks.map((blank) => html`<p class="blank">${blank}</p>`)}</div>`,
    height: room + signHeight,
    place: (at, sketch) => {
      const below = from(at, 0, room);
      sketch.region(at, { role: 'P' }, { width: side, bottom: below.y });
      placeLines(lines, at, sketch, { style: 'small', pitch: type.small.line });
      placeBlanks(blanks, below, side, sketch);
      return from(below, 0, signHeight).y;
    },
  });
  return beside(
    broken.map((lines) => ({ box: column(lines), width: side })),
    width,
  );
};
