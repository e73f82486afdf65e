/**
 * The part of a list that fits into a response or a table item, by the bytes of its JSON. At least one item is
 * returned, even if it is larger: the limits of its own fields keep a single item small enough.
 */

const sizeOf = (item: unknown): number => Buffer.byteLength(JSON.stringify(item)) + 1;

/** The first items, in their order. */
export const firstWithin = <T>(items: readonly T[], maxBytes: number): T[] => {
  let left = maxBytes;
  const end = items.findIndex((item, i) => {
    left -= sizeOf(item);
    return left < 0 && i > 0;
  });
  return items.slice(0, end < 0 ? undefined : end);
};

/** The last items, in their order. */
export const lastWithin = <T>(items: readonly T[], maxBytes: number): T[] =>
  firstWithin(items.toReversed(), maxBytes).reverse();
