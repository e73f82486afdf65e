import type { ThreadItem } from './thread-order.ts';

/** Decides which emails of a thread are open when first seen. */

/** Up to three emails are read at a glance; folding them would only hide their delivery states. */
const fewLetters = 3;

/** `known`: earlier decisions, which stay even when an email has been read meanwhile. */
export const openAtFirst = (
  items: readonly ThreadItem[],
  known: ReadonlyMap<string, boolean>,
): Map<string, boolean> => {
  const lastKnown = items.findLastIndex(({ email }) => known.has(email.id));
  const newest = items.findLastIndex(({ email }) => email.kind !== 'notice' && email.kind !== 'automatic');
  const isFirstSight = lastKnown < 0;
  return new Map(
    items
      .map(({ email }, at) => ({ email, at }))
      .filter(({ email }) => !known.has(email.id))
      .map(({ email, at }) => {
        const isNew = email.unread || at === newest || (!isFirstSight && at > lastKnown);
        return [email.id, isNew || (isFirstSight && items.length <= fewLetters)];
      }),
  );
};
