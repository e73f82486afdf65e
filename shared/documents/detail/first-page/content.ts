import type { ComputedLine, InvoiceSummary, PrintedInvoice } from '../../../domain/invoice/invoice.ts';
import { type Cents, fromCents, sumCents, toCents } from '../../../domain/money.ts';
import { formatDate, formatMoment, formatMoney, formatPercent, formatRate } from '../../../domain/number-format.ts';
import { tidyLines } from '../../layout/line-breaking.ts';
import { overbilledMark, type Words } from '../rows.ts';

/** The texts of the first page, without any look: first-page.ts says how they are shown. */

type Computed = { summary: InvoiceSummary; lines: readonly ComputedLine[] };

/** `part`: it is included in the next sum. `due`: the amount that the page is about. */
type Kind = 'plain' | 'part' | 'sum' | 'due';
type SummaryRow = { kind: Kind; number: string; label: string; working: string; figure: string };
type ChangeOrderRow = { kind: Kind; label: string; figures: string[] };
type TaxRow = { label: string; registration: string; figure: string };
export type Labelled = { label: string; value: string };
/** `note` says what kind of signature it is; empty in a blank block. */
type SignatureBlock = { who: string; note: string; lines: Labelled[] };
type Party = { role: string; name: string; lines: string[] };

/** One line, or the lines as they were entered. */
const tidy = (text: string): string => tidyLines(text).join('\n');

/** An address of more lines than this is joined with commas, so that it leaves room for the rest. */
const mostLines = 6;

const addressOf = (text: string): string => {
  const lines = tidyLines(text);
  return lines.join(lines.length > mostLines ? ', ' : '\n');
};

const factsOf = ({ invoice, project }: PrintedInvoice, { labels }: Words): Labelled[] => {
  const { billingPeriod, billingDate, dueDate, status } = invoice;
  return [
    {
      label: labels.invoice.billingPeriod,
      value: labels.invoice.period(formatDate(billingPeriod.start), formatDate(billingPeriod.end)),
    },
    { label: labels.invoice.billingDate, value: formatDate(billingDate) },
    { label: labels.invoice.dueDate, value: dueDate === null ? '—' : formatDate(dueDate) },
    { label: labels.invoice.status, value: labels.invoice.statuses[status] },
    { label: labels.invoice.currency, value: project.currency },
  ];
};

const partiesOf = ({ contract, project }: PrintedInvoice, { labels }: Words): Party[] => [
  { role: labels.invoice.billTo, name: tidy(contract.client.name), lines: [addressOf(contract.client.address)] },
  {
    role: labels.invoice.project,
    name: tidy(project.name),
    lines: [tidy(project.number), addressOf(project.address)],
  },
  {
    role: labels.invoice.clientContract,
    name: tidy(contract.title),
    lines: [tidy(contract.number), labels.invoice.contractOf(formatDate(contract.date))],
  },
];

/** The line numbers of the summary, in order. */
export const summaryNumbers = ['1', '2', '3', '4', '5a', '5b', '5', '6', '7', '8', '9'] as const;
const kinds: Partial<Record<(typeof summaryNumbers)[number], Kind>> = {
  3: 'sum',
  '5a': 'part',
  '5b': 'part',
  5: 'sum',
  6: 'sum',
  8: 'due',
};

const summaryRows = (summary: InvoiceSummary, { labels, language, currency }: Words): SummaryRow[] =>
  summaryNumbers.map((number) => ({
    kind: kinds[number] ?? 'plain',
    number,
    label: labels.invoice.lines[`line${number}`],
    working: labels.invoice.workings[`line${number}`] ?? '',
    figure: formatMoney(summary[`line${number}`], language, currency),
  }));

/** Additions, deductions and net. */
const signed = (amounts: readonly Cents[]): string[] =>
  [
    sumCents(amounts.filter((cents) => cents > 0)),
    sumCents(amounts.filter((cents) => cents < 0)),
    sumCents(amounts),
  ].map(fromCents);

/** Approved before and in this period. `printed` holds only the change orders that count. */
const changeOrderRows = (printed: PrintedInvoice, { labels, language, currency }: Words): ChangeOrderRow[] => {
  const { start } = printed.invoice.billingPeriod;
  const isEarlier = (order: { approvedOn: string | null }) => order.approvedOn !== null && order.approvedOn < start;
  const orders = printed.contract.changeOrders;
  const rows: [Kind, string, typeof orders][] = [
    ['plain', labels.invoice.approvedBefore, orders.filter(isEarlier)],
    ['plain', labels.invoice.approvedNow, orders.filter((order) => !isEarlier(order))],
    ['sum', labels.invoice.total, orders],
  ];
  return rows.map(([kind, label, some]) => ({
    kind,
    label,
    figures: signed(some.map((order) => toCents(order.amount))).map((amount) =>
      formatMoney(amount, language, currency),
    ),
  }));
};

/** The taxed amount, then each tax with its rate and the contractor's registration number. */
const taxRows = (printed: PrintedInvoice, summary: InvoiceSummary, words: Words): TaxRow[] => {
  const { labels, language, currency } = words;
  const known = new Map(printed.company.taxNumbers.map(({ code, registration }) => [code, registration]));
  return [
    { label: labels.invoice.taxed, registration: '', figure: formatMoney(summary.line8, language, currency) },
    ...printed.invoice.taxes.map((tax, i) => ({
      label: tidy(`${labels.invoice.taxNames[tax.code] ?? tax.code} (${formatRate(tax.rate, language)})`),
      registration: tidy(tax.registration || known.get(tax.code) || ''),
      figure: formatMoney(summary.taxes[i]?.amount ?? '0.00', language, currency),
    })),
  ];
};

/** A negative amount is shown as a credit, with nothing to pay. */
const dueOf = ({ invoice }: PrintedInvoice, summary: InvoiceSummary, { labels, language, currency }: Words) => {
  const due = toCents(summary.due);
  const taxed = invoice.taxes.length > 0 && due !== 0 ? [labels.invoice.taxesIncluded] : [];
  const by = invoice.dueDate === null ? [] : [labels.invoice.payBy(formatDate(invoice.dueDate))];
  return {
    label: due < 0 ? labels.invoice.credit : labels.invoice.amountDue,
    notes: [...taxed, ...(due > 0 ? by : [labels.invoice.nothingDue])],
    amount: formatMoney(summary.due, language, currency),
  };
};

/** Explains the mark of overbilled lines; empty when there are none. */
const footnoteOf = (lines: readonly ComputedLine[], { labels }: Words): string => {
  const count = lines.filter((line) => line.overbilled).length;
  return count === 0 ? '' : `${overbilledMark} ${labels.invoice.overbilledLines(count)}`;
};

/** A party's half of the signature block: filled in by a signature, otherwise blank, to be written on. */
const signedBlock = (who: string, signature: PrintedInvoice['signature'], { labels }: Words): SignatureBlock => {
  const { nameAndTitle, signature: signatureLabel, date, signedNote } = labels.invoice;
  const person = signature ? `${signature.name}\n${signature.title}` : '';
  return {
    who,
    note: signature ? signedNote(signature.invoiceVersion) : '',
    lines: [
      { label: nameAndTitle, value: tidy(person) },
      { label: signatureLabel, value: tidy(signature?.name ?? '') },
      { label: date, value: signature ? formatMoment(signature.signedAt) : '' },
    ],
  };
};

export const contentOf = (printed: PrintedInvoice, { summary, lines }: Computed, words: Words) => {
  const { labels, language } = words;
  const { company, contract, invoice } = printed;
  const name = tidy(company.name);
  return {
    logo: company.logo,
    company: name,
    address: addressOf(company.address),
    taxNumbers: tidy(company.taxNumbers.map(({ code, registration }) => `${code} ${registration}`).join(' · ')),
    title: tidy(`${labels.invoice.invoice} ${invoice.number}`),
    subtitle: `${labels.invoice.gcClientInvoice} · ${labels.invoice.progressBillings}`,
    facts: factsOf(printed, words),
    parties: partiesOf(printed, words),
    summary: {
      heading: labels.invoice.summary,
      rows: summaryRows(summary, words),
      complete: { label: labels.invoice.percentComplete, value: formatPercent(summary.percentComplete, language) },
      /** Between 0 and 100, which the figure beside it may exceed. */
      percent: Math.min(100, Math.max(0, Number(summary.percentComplete ?? 0))),
    },
    changeOrders: {
      heading: labels.invoice.changeOrders,
      heads: [labels.invoice.additions, labels.invoice.deductions, labels.invoice.net],
      rows: changeOrderRows(printed, words),
    },
    taxes: { heading: labels.invoice.taxes, rows: taxRows(printed, summary, words) },
    due: dueOf(printed, summary, words),
    footnote: footnoteOf(lines, words),
    signatures: [
      signedBlock(`${labels.invoice.submittedBy} – ${name}`, printed.signature, words),
      signedBlock(`${labels.invoice.approvedBy} – ${tidy(contract.client.name)}`, undefined, words),
    ],
  };
};
export type FirstPageContent = ReturnType<typeof contentOf>;
