import { head, line } from './invoice-lines.ts';

const steel = "Fabrication et montage de la charpente d'acier, niveaux 1 à 3";
const deck = 'Tablier métallique, connecteurs et cornières de rive';
const extra = "Renfort des poutres de l'axe D (OC-01)";

/** The worked example of docs/document.md; `totals` lets the import check every printed figure. */
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
