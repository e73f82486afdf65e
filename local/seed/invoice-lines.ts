import { taxes } from './contracts.ts';

/** Functions that build the seeded invoices from amounts in whole cents. */

export type SeedLine = {
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

export const money = (cents: number): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const line = (
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

export const head = (
  number: string,
  contractId: string,
  status: string,
  month: string,
  lastDay: string,
  due: string,
) => ({
  number,
  contractId,
  status,
  billingPeriod: { start: `${month}-01`, end: `${month}-${lastDay}` },
  billingDate: `${month}-${lastDay}`,
  dueDate: due,
  taxes,
});

export const scheduledCents = (lines: readonly SeedLine[]): number =>
  lines
    .filter((l) => l.changeOrderId === null)
    .reduce((sum, l) => sum + Math.round(Number(l.scheduledValue.replace('.', ''))), 0);
