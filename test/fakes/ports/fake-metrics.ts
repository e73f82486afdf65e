import type { Metrics } from '../../../shared/ports/ports.ts';

export type FakeMetrics = Metrics & {
  /** Every value of that metric so far, in order. */
  of(name: string): number[];
};

export const fakeMetrics = (): FakeMetrics => {
  const counted: { name: string; value: number }[] = [];
  return {
    count: (name, value) => void counted.push({ name, value }),
    of: (name) => counted.filter((one) => one.name === name).map((one) => one.value),
  };
};
