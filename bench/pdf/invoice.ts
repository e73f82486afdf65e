import type { InvoiceLine, PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';
import { fromCents, sumCents, toCents } from '../../shared/domain/money.ts';

/**
 * The invoice that every program prints: one contract, no change orders, one description in ten long enough to wrap.
 */

const works = [
  "Charpente d'acier – poutrelles",
  'Béton coulé en place, niveau 2',
  'Blocs et parement de brique',
  'Roofing membrane, two-ply SBS',
  'Portes et cadres en acier',
  'Gypsum board assemblies, level 4',
  'Plomberie – rough-in',
  'Ventilation, conduits et diffuseurs',
  'Électricité – distribution',
];
const long =
  'Murs-rideaux en aluminium, vitrage triple scellé, panneaux tympans isolés, calfeutrage au périmètre et essais d’étanchéité à l’air et à l’eau en présence du laboratoire';

const lineAt = (i: number): InvoiceLine => {
  const scheduled = 150_000 + ((i * 7_919) % 99_991) * 31;
  const previous = Math.floor((scheduled * ((i * 13) % 50)) / 100);
  return {
    item: String(i + 1),
    budgetCode: `${String(1 + (i % 33)).padStart(2, '0')}-${100 + (i % 80) * 10}`,
    description: i % 10 === 9 ? `${long} (${i + 1})` : `${works[i % works.length]} ${101 + (i % 700)}`,
    changeOrderId: null,
    scheduledValue: fromCents(scheduled),
    previous: fromCents(previous),
    thisPeriod: fromCents(Math.floor((scheduled * ((i * 7) % 40)) / 100)),
    materialsStored: fromCents(i % 9 === 4 ? Math.floor(scheduled / 10) : 0),
    workRetainage: { previous: fromCents(Math.floor(previous / 10)), rate: '0.10', released: '0.00' },
    materialsRetainage: { rate: '0.10' },
  };
};

export const benchInvoice = (count: number): PrintedInvoice => {
  const lines = Array.from({ length: count }, (_, i) => lineAt(i));
  const taxes = [
    { code: 'TPS', rate: '0.05', registration: '123456789 RT0001' },
    { code: 'TVQ', rate: '0.09975', registration: '1234567890 TQ0001' },
  ];
  return {
    project: {
      name: 'École de la Pointe-aux-Chênes',
      number: '2026-014',
      address: '1450, rue des Érables',
      currency: 'CAD',
    },
    company: { name: 'Structures Boréal inc.', address: '88, chemin du Moulin\nLévis (Québec)', taxNumbers: [] },
    contract: {
      number: 'C-104',
      title: 'Charpente et enveloppe',
      client: { name: 'Constructions Laurier ltée', address: '2000, boulevard Charest Ouest\nQuébec (Québec)' },
      date: '2026-03-16',
      originalSum: fromCents(sumCents(lines.map((line) => toCents(line.scheduledValue)))),
      changeOrders: [],
    },
    invoice: {
      number: '7',
      status: 'approved',
      billingPeriod: { start: '2026-09-01', end: '2026-09-30' },
      billingDate: '2026-09-30',
      dueDate: '2026-10-30',
      previousCertificates: '0.00',
      taxes,
    },
    lines,
  };
};
