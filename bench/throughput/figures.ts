/** The smallest value that at least `p` percent of all values do not exceed. */
export const percentile = (all: readonly number[], p: number): number => {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (all: readonly number[]): number => percentile(all, 50);
