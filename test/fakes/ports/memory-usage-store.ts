import type { UsageStore, Used } from '../../../shared/ports/store-ports.ts';

/** UsageStore on plain maps. */
export const memoryUsageStore = (): UsageStore => {
  const windows = new Map<string, Used>();
  const allowances = new Map<string, number>();
  const keyOf = (scope: string, window: string) => `${scope} ${window}`;
  return {
    spend: async ({ scope, window, token, amount, most }) => {
      const key = keyOf(scope, window);
      const found = windows.get(key) ?? { window, used: 0, tokens: {} };
      windows.set(key, found);
      if (found.tokens[token] !== undefined) return { isSpent: true, used: found.used };
      if (found.used + amount > most) return { isSpent: false, used: found.used };
      found.used += amount;
      found.tokens[token] = amount;
      return { isSpent: true, used: found.used };
    },
    giveBack: async (scope, window, token) => {
      const found = windows.get(keyOf(scope, window));
      if (!found) return;
      found.used -= found.tokens[token] ?? 0;
      delete found.tokens[token];
    },
    listUsed: async (scope, from) =>
      [...windows.entries()]
        .filter(([key, { window }]) => key === keyOf(scope, window) && window >= from)
        .map(([, used]) => structuredClone(used))
        .sort((a, b) => (a.window < b.window ? -1 : 1)),
    take: async (scope, { now, costMs, burstMs }) => {
      const at = now.getTime();
      const stored = allowances.get(scope) ?? 0;
      const next = stored < at || stored > at + 2 * burstMs ? at : stored;
      const latest = at + burstMs - costMs;
      if (next > latest) return Math.max(1, next - latest);
      allowances.set(scope, next + costMs);
      return 0;
    },
  };
};
