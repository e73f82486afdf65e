import { taxes } from './contracts.ts';

/** The seeded invoices: three consecutive periods, one of 1,000 lines, one draft. Amounts are whole cents here. */

type SeedLine = {
  item: string;
  budgetCode: string;
  description: string;
  changeOrderId: string | null;
  scheduledValue: string;
  previous: string;
  thisPeriod: string;
  materialsStored: string;
  workRetainage: { previous: string; rate: string; released: string };
  materialsRetainage: { rate: string };
};

const money = (cents: number): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const line = (
  item: string,
  budgetCode: string,
  description: string,
  cents: { scheduled: number; previous: number; work: number; stored?: number; held: number; released?: number },
  changeOrderId: string | null = null,
): SeedLine => ({
  item,
  budgetCode,
  description,
  changeOrderId,
  scheduledValue: money(cents.scheduled),
  previous: money(cents.previous),
  thisPeriod: money(cents.work),
  materialsStored: money(cents.stored ?? 0),
  workRetainage: { previous: money(cents.held), rate: '0.10', released: money(cents.released ?? 0) },
  materialsRetainage: { rate: '0.10' },
});

const steel = "Fabrication et montage de la charpente d'acier, niveaux 1 à 3";
const deck = 'Tablier métallique, connecteurs et cornières de rive';
const extra = "Renfort des poutres de l'axe D (OC-01)";

const head = (number: string, contractId: string, status: string, month: string, lastDay: string, due: string) => ({
  number,
  contractId,
  status,
  billingPeriod: { start: `${month}-01`, end: `${month}-${lastDay}` },
  billingDate: `${month}-${lastDay}`,
  dueDate: due,
  taxes,
});

/** design.md section 9's vector; `totals` lets the import check every printed figure. */
export const steelFrameInvoices = [
  {
    id: 'inv_charpente-1',
    body: {
      ...head('1', 'con_charpente', 'approved', '2026-08', '31', '2026-09-30'),
      previousCertificates: '0.00',
      lines: [
        line('1', '05-120', steel, { scheduled: 12_000_000, previous: 0, work: 6_000_000, held: 0 }),
        line('2', '05-310', deck, { scheduled: 8_525_075, previous: 0, work: 1_278_761, stored: 950_055, held: 0 }),
      ],
      totals: { line3: '205250.75', line4: '82288.16', line5: '8228.82', line8: '74059.34', line9: '131191.41' },
    },
  },
  {
    id: 'inv_charpente-2',
    body: {
      ...head('2', 'con_charpente', 'approved', '2026-09', '30', '2026-10-30'),
      previousCertificates: '74059.34',
      lines: [
        line('1', '05-120', steel, { scheduled: 12_000_000, previous: 6_000_000, work: 4_500_000, held: 600_000 }),
        line('2', '05-310', deck, {
          scheduled: 8_525_075,
          previous: 1_278_761,
          work: 3_000_000,
          stored: 400_000,
          held: 127_876,
        }),
        line('3', '05-120', extra, { scheduled: 1_433_333, previous: 0, work: 430_000, held: 0 }, 'co-1'),
      ],
      totals: { line3: '219584.08', line4: '156087.61', line5: '15608.76', line8: '66419.51', 'tax.TVQ': '6625.35' },
    },
  },
  {
    id: 'inv_charpente-3',
    body: {
      ...head('3', 'con_charpente', 'under_review', '2026-10', '31', '2026-11-30'),
      previousCertificates: '140478.85',
      lines: [
        line('1', '05-120', steel, {
          scheduled: 12_000_000,
          previous: 10_500_000,
          work: 1_500_000,
          held: 1_050_000,
          released: 1_200_000,
        }),
        line('2', '05-310', deck, {
          scheduled: 8_525_075,
          previous: 4_278_761,
          work: 4_246_314,
          held: 427_876,
          released: 852_507,
        }),
        line(
          '3',
          '05-120',
          extra,
          { scheduled: 1_433_333, previous: 430_000, work: 1_003_333, held: 43_000, released: 143_333 },
          'co-1',
        ),
      ],
      totals: { line4: '219584.08', line5: '0.00', line8: '79105.23', line9: '0.00', 'tax.TPS': '3955.26' },
    },
  },
];

const pieces = [
  'Limon',
  'Marche en tôle pliée',
  'Palier',
  'Garde-corps',
  'Main courante',
  'Poteau',
  'Plaque d’ancrage',
  'Contreventement',
  'Lisse',
  'Grille caillebotis',
];
const places = ['escalier A', 'escalier B', 'escalier C', 'mezzanine', 'gymnase', 'passerelle', 'toit', 'auditorium'];
const finishes = [
  'galvanisé à chaud',
  'apprêt zinc et peinture en usine',
  'acier inoxydable 316, fini brossé n° 4',
  'apprêt seulement',
];

/** 1,000 lines that look like a fabricator's piece list; every tenth wraps. The sums follow from the formula below. */
const stairsLines = Array.from({ length: 1000 }, (_, i) => {
  const scheduled = 24_500 + ((i * 7_919) % 61_300) * 3;
  const done = [100, 100, 75, 50, 25, 0, 100, 60][i % 8] ?? 0;
  const what = `${pieces[i % 10]} ${String.fromCharCode(65 + (i % 26))}${101 + (i % 400)}, ${places[i % 8]}`;
  const long = `${what}, niveau ${1 + (i % 4)}, ${finishes[i % 4]}, y compris boulonnerie, soudures de chantier et retouches après montage`;
  return line(String(i + 1), `05-5${10 + (i % 8)}`, i % 10 === 9 ? long : `${what}, ${finishes[i % 4]}`, {
    scheduled,
    previous: 0,
    work: Math.floor((scheduled * done) / 100),
    stored: done === 0 && i % 3 === 0 ? Math.floor(scheduled / 4) : 0,
    held: 0,
  });
});

const scheduledCents = (lines: readonly SeedLine[]): number =>
  lines
    .filter((l) => l.changeOrderId === null)
    .reduce((sum, l) => sum + Math.round(Number(l.scheduledValue.replace('.', ''))), 0);

export const stairsSum = money(scheduledCents(stairsLines));

export const stairsInvoice = {
  id: 'inv_escaliers-1',
  body: {
    ...head('1', 'con_escaliers', 'under_review', '2026-10', '31', '2026-11-30'),
    previousCertificates: '0.00',
    lines: stairsLines,
  },
};

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
