import type { ThreadItem } from './thread-order.ts';

/** Which letters of a thread stand open when they are first seen. Pure. */

/** So many are read at a glance: folding them would only hide what became of them. */
const fewLetters = 3;

/** `known`: what was decided before; it stays, also when an email is read meanwhile. */
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
