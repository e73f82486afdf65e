import { head, line, money, type SeedLine, scheduledCents } from './invoice-lines.ts';

/** The two invoices of the canopy contract, in both languages. The second is a draft with a negative change order. */

const canopyWork: [string, string, number, number, number][] = [
  ['05-120', 'Canopy frame, HSS columns and outriggers', 3_864_000, 1_932_000, 1_159_200],
  ['05-310', 'Canopy deck and edge angles', 1_215_050, 0, 850_535],
  ['05-580', 'Composite cladding, folded edges', 2_240_000, 0, 0],
  ['10-140', 'Lettrage et enseigne, acier inoxydable', 1_180_000, 0, 236_000],
  ['26-510', 'Linear lighting, recessed', 645_000, 0, 0],
];

const canopyLines = (period: 1 | 2): SeedLine[] => [
  ...canopyWork.map(([code, what, scheduled, first, second], i) =>
    line(String(i + 1), code, what, {
      scheduled,
      previous: period === 1 ? 0 : first,
      work: period === 1 ? first : second,
      held: period === 1 ? 0 : Math.round(first / 10),
    }),
  ),
  ...(period === 1
    ? []
    : [
        line(
          '6',
          '10-140',
          'Delete bronze lettering (CO-01)',
          { scheduled: -420_000, previous: 0, work: -420_000, held: 0 },
          'co-1',
        ),
      ]),
];

export const canopySum = money(scheduledCents(canopyLines(1)));

export const canopyInvoices = [
  {
    id: 'inv_marquise-1',
    body: {
      ...head('1', 'con_marquise', 'approved', '2026-09', '30', '2026-10-30'),
      previousCertificates: '0.00',
      lines: canopyLines(1),
    },
  },
  {
    id: 'inv_marquise-2',
    body: {
      ...head('2', 'con_marquise', 'draft', '2026-10', '31', '2026-11-30'),
      previousCertificates: '17388.00',
      lines: canopyLines(2),
    },
  },
];
