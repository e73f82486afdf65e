import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../domain/invoice.ts';
import { toCents } from '../domain/money.ts';
import { formatDate, formatMoney, formatPercent } from '../domain/number-format.ts';
import { type Box, linesIn, paragraph, stack, type, withoutRoom } from './box.ts';
import { brokenLines, type Html, html } from './html-template.ts';
import { overbilledMark, type Words } from './table-rows.ts';
import { textWidth } from './text-layout.ts';

/** What the first page ends with: how far the work is, what is to be paid, what to know, and where to sign. */

/** A bar from 0 to 100 %, whatever was billed; the figure beside it says how much. */
export const progress = (summary: InvoiceSummary, { labels, language }: Words, width: number): Box => {
  const { percentComplete } = summary;
  const filled = Math.min(100, Math.max(0, Number(percentComplete ?? 0)));
  return {
    html: html`<div class="progress" style="width:${width}px"><p class="body">${labels.invoice.percentComplete}</p><div class="track"><div class="done" style="width:${filled}%"></div></div><p class="strong">${formatPercent(percentComplete, language)}</p></div>`,
    height: 27,
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
  return {
    html: html`<div class="due-box" style="width:${width}px"><div>${left.html}</div><p class="dueAmount">${amount}</p></div>`,
    height: Math.max(left.height, type.dueAmount.line) + 2 * duePadding,
  };
};

/** Says what the mark in the schedule of values means, when a line carries it. */
export const footnote = (lines: readonly ComputedLine[], { labels }: Words, width: number): Box => {
  const count = lines.filter((line) => line.overbilled).length;
  const text = count === 0 ? '' : `${overbilledMark} ${labels.invoice.overbilledLines(count)}`;
  return paragraph(text, 'small', width);
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
  const column = (lines: string[]): Html =>
    html`<div style="width:${side}px"><p class="small" style="height:${room}px">${brokenLines(lines)}</p><div class="sign">${blanks.map((blank) => html`<p>${blank}</p>`)}</div></div>`;
  return { html: html`<div class="row">${broken.map(column)}</div>`, height: room + 44 };
};
