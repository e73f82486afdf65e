import { summaryNumbers } from '../../shared/documents/detail/first-page/content.ts';
import type { InvoiceSummary, PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';
import { formatDate, formatMoney, formatPercent, formatRate } from '../../shared/domain/number-format.ts';
import { labels } from '../../shared/words/words.ts';

/** The exact texts of our first page, as headings and rows of cells that each program lays out in its own way. */
export type Block = { heading: string; rows: string[][] };

const words = labels('en').invoice;
const money = (amount: string) => formatMoney(amount, 'en');
const linesOf = (text: string): string[][] => text.split('\n').map((line) => [line]);

const partiesOf = ({ contract, project }: PrintedInvoice): Block[] => [
  { heading: words.billTo, rows: [[contract.client.name], ...linesOf(contract.client.address)] },
  { heading: words.project, rows: [[project.name], [project.number], ...linesOf(project.address)] },
  {
    heading: words.clientContract,
    rows: [[contract.title], [contract.number], [words.contractOf(formatDate(contract.date))]],
  },
];

const retainageRows = ({ retainage }: InvoiceSummary): string[][] => {
  if (!retainage) throw new Error('every computed invoice has figures of retainage');
  const { title: _, work, materials, ...labels } = words.retainage;
  const kinds = [retainage.work, retainage.materials];
  const head = (name: string, number: string, rate: string | null) =>
    `${name} (${number}) ${formatRate(rate ?? '0', 'en')}`;
  return [
    ['', head(work, '5a', retainage.work.rate), head(materials, '5b', retainage.materials.rate)],
    ...(['before', 'retained', 'released', 'held', 'releasedToDate'] as const).map((name) => [
      labels[name],
      ...kinds.map((figures) => (figures[name] === null ? '—' : money(figures[name]))),
    ]),
  ];
};

const figuresOf = ({ invoice }: PrintedInvoice, summary: InvoiceSummary): Block[] => {
  const none = [money('0.00'), money('0.00'), money('0.00')];
  return [
    {
      heading: words.summary,
      rows: [
        ...summaryNumbers.map((number) => [
          number,
          words.lines[`line${number}`],
          words.workings[`line${number}`] ?? '',
          money(summary[`line${number}`]),
        ]),
        ['', words.percentComplete, '', formatPercent(summary.percentComplete, 'en')],
      ],
    },
    {
      // The bench's invoice has no change orders.
      heading: words.changeOrders,
      rows: [
        ['', words.additions, words.deductions, words.net],
        [words.approvedBefore, ...none],
        [words.approvedNow, ...none],
        [words.total, ...none],
      ],
    },
    {
      heading: words.retainage.title,
      rows: retainageRows(summary),
    },
    {
      heading: words.taxes,
      rows: [
        [words.taxed, '', money(summary.line8)],
        ...invoice.taxes.map((tax, i) => [
          `${words.taxNames[tax.code] ?? tax.code} (${formatRate(tax.rate, 'en')})`,
          tax.registration ?? '',
          money(summary.taxes[i]?.amount ?? '0.00'),
        ]),
      ],
    },
    {
      heading: '',
      rows: [
        [words.amountDue, money(summary.due)],
        [words.taxesIncluded, ''],
        [invoice.dueDate === null ? '' : words.payBy(formatDate(invoice.dueDate)), ''],
      ],
    },
  ];
};

export const frontOf = (printed: PrintedInvoice, summary: InvoiceSummary): Block[] => {
  const { invoice, company, contract, project } = printed;
  const { start, end } = invoice.billingPeriod;
  return [
    { heading: '', rows: [[company.name], ...linesOf(company.address)] },
    { heading: '', rows: [[`${words.gcClientInvoice} · ${words.progressBillings}`]] },
    {
      heading: '',
      rows: [
        [words.billingPeriod, words.billingDate, words.dueDate, words.status, words.currency],
        [
          words.period(formatDate(start), formatDate(end)),
          formatDate(invoice.billingDate),
          invoice.dueDate === null ? '—' : formatDate(invoice.dueDate),
          words.statuses[invoice.status],
          project.currency,
        ],
      ],
    },
    ...partiesOf(printed),
    ...figuresOf(printed, summary),
    {
      heading: `${words.submittedBy} – ${company.name}`,
      rows: [[words.contractorWords], [words.nameAndTitle, words.signature, words.date]],
    },
    {
      heading: `${words.certifiedFor} – ${contract.client.name}`,
      rows: [[words.certifierWords], [words.amountCertified, words.nameAndTitle, words.signature, words.date]],
    },
  ];
};
