/**
 * Caches recent results, for keys that contain everything a value depends on: no entry can be out of date. The entries
 * weigh at most `most` together, except that the latest always stays; the least recently used is removed first.
 * Failures are not cached.
 */
export const recentCache = <T>(most: number, weigh: (value: T) => number) => {
  const kept = new Map<string, { value: Promise<T>; weight: number }>();

  const makeRoom = (): void => {
    let total = [...kept.values()].reduce((sum, { weight }) => sum + weight, 0);
    for (const [key, { weight }] of kept) {
      if (total <= most || kept.size === 1) return;
      kept.delete(key);
      total -= weight;
    }
  };

  return (key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    kept.delete(key);
    const entry = known ?? { value: make(), weight: 0 };
    kept.set(key, entry);
    if (!known)
      entry.value.then(
        (value) => {
          entry.weight = weigh(value);
          makeRoom();
        },
        () => kept.delete(key),
      );
    return entry.value;
  };
};
