import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../domain/invoice.ts';
import { toCents } from '../domain/money.ts';
import { formatDate, formatMoney, formatPercent } from '../domain/number-format.ts';
import {
  type Box,
  beside,
  boxOf,
  linesIn,
  moved,
  type PlacedRegion,
  paragraph,
  regionOf,
  stack,
  type,
  withoutRoom,
} from './box.ts';
import { brokenLines, html } from './html-template.ts';
import { overbilledMark, type Words } from './table-rows.ts';
import { textWidth } from './text-layout.ts';

/** What the first page ends with: how far the work is, what is to be paid, what to know, and where to sign. */

/** A bar from 0 to 100 %, whatever was billed; the figure beside it says how much. */
export const progress = (summary: InvoiceSummary, { labels, language }: Words, width: number): Box => {
  const { percentComplete } = summary;
  const filled = Math.min(100, Math.max(0, Number(percentComplete ?? 0)));
  const half = regionOf('P', width / 2, 24);
  return {
    html: html`<div class="progress" style="width:${width}px"><p class="body">${labels.invoice.percentComplete}</p><div class="track"><div class="done" style="width:${filled}%"></div></div><p class="strong">${formatPercent(percentComplete, language)}</p></div>`,
    height: 27,
    drawn: { scaled: 24, rules: 0 },
    // The bar is between them.
    regions: [half, ...moved([half], { x: width / 2 })],
  };
};

/** A negative amount is a credit, and asks nobody to pay. */
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
  const figure = regionOf('P', amountWidth + duePadding + 8, height);
  return boxOf(
    html`<div class="due-box" style="width:${width}px"><div>${left.html}</div><p class="dueAmount">${amount}</p></div>`,
    height,
    [
      ...moved(left.regions, { x: duePadding, y: duePadding + (inner - left.height) / 2 }),
      ...moved([figure], { x: width - figure.right }),
    ],
  );
};

/** Says what the mark in the schedule of values means, when a line carries it. */
export const footnote = (lines: readonly ComputedLine[], { labels }: Words, width: number): Box => {
  const count = lines.filter((line) => line.overbilled).length;
  const text = count === 0 ? '' : `${overbilledMark} ${labels.invoice.overbilledLines(count)}`;
  return paragraph(text, 'small', width);
};

/** Under the lines to be written on, which take two, two and one of five parts. */
const blankRegions = (side: number, above: number): PlacedRegion[] => {
  const part = (side - 2 * 10) / 5;
  return [0, 2 * part + 10, 4 * part + 20].flatMap((left, i) =>
    moved([regionOf('P', i === 2 ? part : 2 * part, 44)], { x: left, y: above }),
  );
};

/** One for each side: the firm, and a line to sign on. */
export const signatures = (printed: PrintedInvoice, { labels }: Words, width: number): Box => {
  const side = Math.floor((width - 32) / 2);
  const blanks = [labels.invoice.nameAndTitle, labels.invoice.signature, labels.invoice.date];
  const sides: [label: string, firm: string][] = [
    [labels.invoice.submittedBy, printed.company.name],
    [labels.invoice.approvedBy, printed.contract.client.name],
  ];
  const broken = sides.map(([label, firm]) => linesIn(`${label} – ${firm}`, 'small', side));
  const room = Math.max(...broken.map((lines) => lines.length)) * type.small.line;
  const column = (lines: string[]): Box =>
    boxOf(
      html`<p class="small" style="height:${room}px">${brokenLines(lines)}</p><div class="sign">${blanks.map((blank) => html`<p>${blank}</p>`)}</div>`,
      room + 44,
      [regionOf('P', side, room), ...blankRegions(side, room)],
    );
  return beside(
    broken.map((lines) => ({ box: column(lines), width: side })),
    width,
  );
};
