import type { ProblemText, ProblemWords } from '../../words/en/problems.ts';
import type { FieldError } from '../errors.ts';
import { Amount, type Cents, fromCents, sumCents, toCents } from '../money.ts';
import type { Contract } from '../project/project.ts';
import type { Invoice, InvoiceInput, InvoiceLine, InvoiceSummary, ReleasedBefore } from './invoice.ts';
import { computeSummary, countsIn, lineCents } from './invoice-arithmetic.ts';
import { heldOnMaterials, heldOnWork } from './retainage-figures.ts';
import { lineKey, releasedBefore } from './retainage-history.ts';

/**
 * Checks that an invoice agrees with its contract, with the previous invoice and with the totals sent along. Its owner
 * is the invoicing system that imports it. Pointers refer to the PUT body; a detail names the line and both figures, so
 * that the owner sees which is wrong. `quantity × unitPrice` is not checked: it may describe the schedule or the
 * period, with the owner's own rounding.
 */

type Terms = Pick<Contract, 'originalSum' | 'changeOrders'>;
type Body = Pick<InvoiceInput, 'billingPeriod' | 'previousCertificates' | 'taxes' | 'releasedBefore'>;
export type Checked = {
  contract: Terms;
  invoice: Body;
  lines: InvoiceLine[];
  totals?: InvoiceInput['totals'];
  /** The stored invoice of the same contract just before this one. */
  previous: { invoice: Pick<Invoice, 'summary'>; lines: InvoiceLine[] } | null;
  /** All stored invoices of the same contract before this one, oldest first. */
  earlier?: readonly Pick<Invoice, 'previousCertificates' | 'summary'>[];
  /** The retainage that those invoices released; null if there are none. */
  released?: ReleasedBefore | null;
};

/** The largest sum of an invoice's absolute amounts: up to $99,999,999,999.99 every figure is a safe integer. */
const maxTurnover: Cents = 9_999_999_999_999;

const amountsOf = (line: InvoiceLine): string[] => [
  line.scheduledValue,
  line.previous,
  line.thisPeriod,
  line.materialsStored,
  line.workRetainage.previous,
  line.workRetainage.released,
  line.materialsRetainage.previous ?? '0.00',
];

/** Floating point is precise enough to detect a sum that is far too large, and cannot overflow. */
const isTooLarge = ({ contract, invoice, lines }: Checked): boolean => {
  const { work = '0.00', materials = '0.00' } = invoice.releasedBefore ?? {};
  const terms = [
    contract.originalSum,
    invoice.previousCertificates,
    ...contract.changeOrders.map((o) => o.amount),
    work,
    materials,
  ];
  const turnover = [terms, ...lines.map(amountsOf)].flat().reduce((sum, a) => sum + Math.abs(toCents(a)), 0);
  return turnover > maxTurnover;
};

const disagree = (pointer: string, what: ProblemText, given: Cents, expected: Cents): FieldError[] =>
  given === expected
    ? []
    : [{ pointer, detail: (say) => say.import.invoice.disagree(what(say), fromCents(given), fromCents(expected)) }];

const scheduledSum = (lines: InvoiceLine[] = []): Cents => sumCents(lines.map((line) => toCents(line.scheduledValue)));

/** ΣC = line 3, checked in parts: the contract's own lines, then each change order's. */
const checkSchedule = ({ contract, invoice, lines }: Checked): FieldError[] => {
  const counts = countsIn(invoice.billingPeriod.end);
  const known = new Set(contract.changeOrders.map((order) => order.id));
  const byOrder = Map.groupBy(lines, (line) => line.changeOrderId);
  return [
    ...lines.flatMap((line, i): FieldError[] =>
      line.changeOrderId === null || known.has(line.changeOrderId)
        ? []
        : [
            {
              pointer: `/lines/${i}/changeOrderId`,
              detail: (say) => say.import.invoice.unknownOrder(line.item),
            },
          ],
    ),
    ...disagree(
      '/lines',
      (say) => say.import.invoice.ownLines,
      scheduledSum(byOrder.get(null)),
      toCents(contract.originalSum),
    ),
    ...contract.changeOrders.flatMap((order) =>
      disagree(
        '/lines',
        (say) => say.import.invoice.orderLines(order.number, counts(order)),
        scheduledSum(byOrder.get(order.id)),
        counts(order) ? toCents(order.amount) : 0,
      ),
    ),
  ];
};

/** No more may be released than is held; a credit's retainage and its release are negative. */
const checkRelease = (line: InvoiceLine, i: number): FieldError[] => {
  const released = toCents(line.workRetainage.released);
  const held = heldOnWork(line);
  if (released >= Math.min(held, 0) && released <= Math.max(held, 0)) return [];
  return [
    {
      pointer: `/lines/${i}/workRetainage/released`,
      detail: (say) => say.import.invoice.releasedTooMuch(line.item, fromCents(released), fromCents(held)),
    },
  ];
};

/** Several lines with one key are added up. */
const carried = (lines: InvoiceLine[] = []): { billed: Cents; held: Cents; materials: Cents } => ({
  billed: sumCents(lines.map((line) => toCents(line.previous) + toCents(line.thisPeriod))),
  held: sumCents(lines.map((line) => lineCents(line).work)),
  materials: sumCents(lines.map(heldOnMaterials)),
});

/**
 * Line 7 = Σ earlier line 8, starting with the first stored invoice's previous certificates. Reported only if line 7
 * agrees with line 6 of the previous invoice: an invoice further back was then changed after later ones were stored.
 */
const checkPayments = ({ invoice, previous, earlier = [] }: Checked): FieldError[] => {
  const given = toCents(invoice.previousCertificates);
  const [first] = earlier;
  if (!first || !previous || given !== toCents(previous.invoice.summary.line6)) return [];
  const paid = toCents(first.previousCertificates) + sumCents(earlier.map(({ summary }) => toCents(summary.line8)));
  return disagree('/previousCertificates', (say) => say.import.invoice.certificatesPaid, given, paid);
};

/** D(n) = D(n−1) + E(n−1), RW starts at RW(n−1), and line 7 = line 6 of the previous invoice. */
const checkAgainstPrevious = ({ invoice, lines, previous }: Checked): FieldError[] => {
  if (!previous) return [];
  const before = Map.groupBy(previous.lines, lineKey);
  const now = Map.groupBy([...lines.entries()], ([, line]) => lineKey(line));
  const lost = [...before].filter(([key, old]) => !now.has(key) && (carried(old).billed || carried(old).held));
  return [
    ...disagree(
      '/previousCertificates',
      (say) => say.import.invoice.certificatesLine6,
      toCents(invoice.previousCertificates),
      toCents(previous.invoice.summary.line6),
    ),
    ...[...now].flatMap(([key, entries]) => {
      const [i, line] = entries[0] ?? [0, undefined];
      const { billed, held, materials } = carried(before.get(key));
      const sum = (amount: (line: InvoiceLine) => string) => sumCents(entries.map(([, l]) => toCents(amount(l))));
      const item = line?.item ?? '';
      return [
        ...disagree(
          `/lines/${i}/previous`,
          (say) => say.import.invoice.previouslyBilled(item),
          sum((l) => l.previous),
          billed,
        ),
        ...disagree(
          `/lines/${i}/workRetainage/previous`,
          (say) => say.import.invoice.heldBefore(item),
          sum((l) => l.workRetainage.previous),
          held,
        ),
        ...(entries.every(([, l]) => l.materialsRetainage.previous === undefined)
          ? []
          : disagree(
              `/lines/${i}/materialsRetainage/previous`,
              (say) => say.import.invoice.heldOnMaterialsBefore(item),
              sum((l) => l.materialsRetainage.previous ?? '0.00'),
              materials,
            )),
      ];
    }),
    ...lost.map(
      ([, old]): FieldError => ({
        pointer: '/lines',
        detail: (say) => say.import.invoice.lineGone(old[0]?.item ?? '', fromCents(carried(old).billed)),
      }),
    ),
  ];
};

/** Compares the retainage released before with that of the earlier invoices, if both are known. */
const checkReleasedBefore = ({ invoice, released }: Checked): FieldError[] =>
  (['work', 'materials'] as const).flatMap((kind) => {
    const given = invoice.releasedBefore?.[kind];
    const expected = released?.[kind];
    if (given === undefined || expected === undefined) return [];
    const what = (say: ProblemWords) => say.import.invoice.releasedBefore[kind];
    return disagree(`/releasedBefore/${kind}`, what, toCents(given), toCents(expected));
  });

/** The computed figures by the names that an import gives them in `totals`. */
export const figuresOf = ({
  taxes,
  percentComplete: _,
  retainage: _1,
  ...lines
}: InvoiceSummary): Map<string, string> =>
  new Map([...Object.entries(lines), ...taxes.map((tax): [string, string] => [`tax.${tax.code}`, tax.amount])]);

/**
 * Compares the owner's totals with ours. All pointers start with `/totals/`, so that callers can tell these errors from
 * the others.
 */
export const checkTotals = (summary: InvoiceSummary, totals: InvoiceInput['totals']): FieldError[] => {
  const figures = figuresOf(summary);
  return Object.entries(totals ?? {}).flatMap(([name, given]): FieldError[] => {
    const pointer = `/totals/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const computed = figures.get(name);
    if (given === undefined) return [];
    if (computed === undefined) return [{ pointer, detail: (say) => say.import.invoice.noSuchFigure }];
    return disagree(pointer, () => name, toCents(given), toCents(computed));
  });
};

/** The most errors returned. An invoice for the wrong month is wrong on every line, and the first hundred show it. */
export const maxErrors = 100;

/** Empty when everything agrees. Errors in `totals` come last, with pointers under `/totals/`. */
export const checkInvoice = (checked: Checked): FieldError[] => {
  const { contract, invoice, lines, totals, released } = checked;
  const tooLarge: FieldError = { pointer: '/lines', detail: (say) => say.import.invoice.turnoverTooLarge };
  if (isTooLarge(checked)) return [tooLarge];
  // As it is stored, with the retainage that the earlier invoices released.
  const stored = { ...invoice, releasedBefore: releasedBefore(invoice, released ?? null) };
  const summary = computeSummary(contract, stored, lines);
  const { work, materials } = summary.retainage ?? {};
  const figures = [...figuresOf(summary).values(), work?.releasedToDate, materials?.releasedToDate];
  if (figures.some((figure) => !Amount.nullish().safeParse(figure).success)) return [tooLarge];
  return [
    ...checkSchedule(checked),
    ...lines.flatMap(checkRelease),
    ...checkAgainstPrevious(checked),
    ...checkPayments(checked),
    ...checkReleasedBefore(checked),
    ...checkTotals(summary, totals),
  ].slice(0, maxErrors);
};
