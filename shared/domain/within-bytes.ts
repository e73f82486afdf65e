/** Parts of a list that fit into an answer or an item, by the bytes of their JSON. Never none: one is small enough by its own limits. */

const sizeOf = (item: unknown): number => Buffer.byteLength(JSON.stringify(item)) + 1;

/** The first ones, in their order. */
export const firstWithin = <T>(items: readonly T[], maxBytes: number): T[] => {
  let left = maxBytes;
  const end = items.findIndex((item, i) => {
    left -= sizeOf(item);
    return left < 0 && i > 0;
  });
  return items.slice(0, end < 0 ? undefined : end);
};

/** The last ones, in their order. */
export const lastWithin = <T>(items: readonly T[], maxBytes: number): T[] =>
  firstWithin(items.toReversed(), maxBytes).reverse();
