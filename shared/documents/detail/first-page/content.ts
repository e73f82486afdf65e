import type {
  ComputedLine,
  InvoiceSummary,
  PrintedInvoice,
  RetainageFigures,
} from '../../../domain/invoice/invoice.ts';
import { type Cents, fromCents, sumCents, toCents } from '../../../domain/money.ts';
import { formatDate, formatMoment, formatMoney, formatPercent, formatRate } from '../../../domain/number-format.ts';
import { tidyLines } from '../../layout/line-breaking.ts';
import { overbilledMark, type Words } from '../rows.ts';

/** The texts of the first page, without any look: first-page.ts says how they are shown. */

type Computed = { summary: InvoiceSummary; lines: readonly ComputedLine[] };

/** `part`: it is included in the next sum. `due`: the amount that the page is about. */
type Kind = 'plain' | 'part' | 'sum' | 'due';
type SummaryRow = { kind: Kind; number: string; label: string; working: string; figure: string };
type FiguresRow = { kind: Kind; label: string; figures: string[] };
type TaxRow = { label: string; registration: string; figure: string };
export type Labelled = { label: string; value: string };
/** `note` says what kind of signature it is; empty in a blank block. */
type SignatureBlock = { who: string; words: string; note: string; lines: Labelled[] };
type Party = { role: string; name: string; lines: string[] };

/** One line, or the lines as they were entered. */
const tidy = (text: string): string => tidyLines(text).join('\n');

/** A text of more lines than this is joined with commas, so that it leaves room for the rest. */
const mostLines = 6;

const shortened = (text: string): string => {
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

/** The name of a tax in the document's language; a code that we do not know stays as it was entered. */
const taxName = (code: string, { labels }: Pick<Words, 'labels'>): string => labels.invoice.taxNames[code] ?? code;

/** The licence and the tax numbers, which Québec's law wants on every invoice. */
const registrationsOf = ({ licence, taxNumbers }: PrintedInvoice['company'], words: Words): string =>
  [
    ...(licence ? [`${words.labels.invoice.licence} ${licence.label} ${licence.value}`] : []),
    ...taxNumbers.map(({ code, registration }) => `${taxName(code, words)} ${registration}`),
  ]
    .map(tidy)
    .join(' · ');

const ratesOf = ({ retainageRates }: PrintedInvoice['contract'], { labels, language }: Words): string[] => {
  const { work, materials } = retainageRates ?? {};
  const words = labels.invoice.retainage;
  const rates = [
    ...(work === undefined ? [] : [`${words.work} ${formatRate(work, language)}`]),
    ...(materials === undefined ? [] : [`${words.materials} ${formatRate(materials, language)}`]),
  ];
  return rates.length === 0 ? [] : [`${words.contractRates} – ${rates.join(' · ')}`];
};

/** The person to be paid, as Ontario's Construction Act wants them named. */
const payeeOf = ({ payee }: PrintedInvoice['company'], { labels }: Words): Party[] => {
  if (!payee) return [];
  const lines = [payee.title, payee.phone, payee.email].map((line) => tidy(line ?? ''));
  const address = shortened(payee.address ?? '');
  return [
    { role: labels.invoice.payee, name: tidy(payee.name), lines: [...lines, address].filter((line) => line !== '') },
  ];
};

const partiesOf = ({ company, contract, project }: PrintedInvoice, words: Words): Party[] => {
  const { labels } = words;
  const order = contract.purchaseOrder && tidy(`${labels.invoice.purchaseOrder} ${contract.purchaseOrder}`);
  return [
    { role: labels.invoice.billTo, name: tidy(contract.client.name), lines: [shortened(contract.client.address)] },
    {
      role: labels.invoice.project,
      name: tidy(project.name),
      lines: [tidy(project.number), shortened(project.address)],
    },
    {
      role: labels.invoice.clientContract,
      name: tidy(contract.title),
      lines: [
        tidy(contract.number),
        labels.invoice.contractOf(formatDate(contract.date)),
        ...(order ? [order] : []),
        ...ratesOf(contract, words),
      ],
    },
    ...payeeOf(company, words),
  ];
};

/** Terms and instructions of payment; empty if the import gives neither. */
const paymentOf = ({ contract }: PrintedInvoice, { labels }: Words): Labelled[] =>
  [
    { label: labels.invoice.paymentTerms, value: tidy(contract.paymentTerms ?? '') },
    { label: labels.invoice.paymentInstructions, value: shortened(contract.paymentInstructions ?? '') },
  ].filter(({ value }) => value !== '');

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
const changeOrderRows = (printed: PrintedInvoice, { labels, language, currency }: Words): FiguresRow[] => {
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
      label: tidy(`${taxName(tax.code, words)} (${formatRate(tax.rate, language)})`),
      registration: tidy(tax.registration || known.get(tax.code) || ''),
      figure: formatMoney(summary.taxes[i]?.amount ?? '0.00', language, currency),
    })),
  ];
};

const retainageColumns = ['before', 'retained', 'released', 'held', 'releasedToDate'] as const;

/** How lines 5a and 5b came about; a dash is what nobody knows. Null if nothing is or was retained. */
const retainageOf = ({ retainage }: InvoiceSummary, { labels, language, currency }: Words) => {
  if (!retainage) return null;
  const kinds = [retainage.work, retainage.materials];
  const isNothing = (figure: string | null) => figure === null || toCents(figure) === 0;
  const all = kinds.flatMap((figures) => retainageColumns.map((name) => figures[name]));
  if (all.every(isNothing)) return null;
  const words = labels.invoice.retainage;
  const row = (name: string, { rate, ...figures }: RetainageFigures): FiguresRow => ({
    kind: 'plain',
    label: rate === null ? name : `${name} ${formatRate(rate, language)}`,
    figures: retainageColumns.map((column) => {
      const figure = figures[column];
      return figure === null ? '—' : formatMoney(figure, language, currency);
    }),
  });
  return {
    heading: words.title,
    heads: retainageColumns.map((column) => words[column]),
    rows: [row(`${words.work} (5a)`, retainage.work), row(`${words.materials} (5b)`, retainage.materials)],
  };
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

/** The contractor's half of the signature block: filled in by a signature, otherwise blank, to be written on. */
const contractorBlock = ({ company, signature }: PrintedInvoice, { labels }: Words): SignatureBlock => {
  const { submittedBy, contractorWords, nameAndTitle, signature: signatureLabel, date, signedNote } = labels.invoice;
  const person = signature ? `${signature.name}\n${signature.title}` : '';
  return {
    who: `${submittedBy} – ${tidy(company.name)}`,
    words: contractorWords,
    note: signature ? signedNote(signature.invoiceVersion) : '',
    lines: [
      { label: nameAndTitle, value: tidy(person) },
      { label: signatureLabel, value: tidy(signature?.name ?? '') },
      { label: date, value: signature ? formatMoment(signature.signedAt) : '' },
    ],
  };
};

/** The payment certifier's half, with the amount that they certify. It is blank, to be written on. */
const certifierBlock = ({ contract }: PrintedInvoice, { labels }: Words): SignatureBlock => {
  const { certifiedFor, certifierWords, amountCertified, nameAndTitle, signature, date } = labels.invoice;
  return {
    who: `${certifiedFor} – ${tidy(contract.client.name)}`,
    words: certifierWords,
    note: '',
    lines: [amountCertified, nameAndTitle, signature, date].map((label) => ({ label, value: '' })),
  };
};

export const contentOf = (printed: PrintedInvoice, { summary, lines }: Computed, words: Words) => {
  const { labels, language } = words;
  const { company, invoice } = printed;
  const name = tidy(company.name);
  return {
    logo: company.logo,
    company: name,
    address: shortened(company.address),
    registrations: registrationsOf(company, words),
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
    payment: { heading: labels.invoice.payment, rows: paymentOf(printed, words) },
    retainage: retainageOf(summary, words),
    taxes: { heading: labels.invoice.taxes, rows: taxRows(printed, summary, words) },
    due: dueOf(printed, summary, words),
    footnote: footnoteOf(lines, words),
    signatures: [contractorBlock(printed, words), certifierBlock(printed, words)],
  };
};
export type FirstPageContent = ReturnType<typeof contentOf>;
