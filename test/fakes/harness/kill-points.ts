import type { KillPlan } from './kill-switch.ts';

/**
 * Where a process may die so that what it leaves behind differs: before the first call that changes something, and after each
 * of them. A death at a read leaves what the change before it left.
 */

type Point = NonNullable<KillPlan> & { where: string };

const isRead = (call: string): boolean => /\.(?:get|list|find|recall|describe|look|ring)/.test(call);

/** `calls` as a kill switch counted them; those from `from` to before `to`. */
export const killPoints = (calls: readonly string[], from = 0, to = calls.length): Point[] => {
  const changes = calls.flatMap((call, i) => (i >= from && i < to && !isRead(call) ? [i] : []));
  const point = (call: number, when: Point['when']): Point => ({
    call,
    when,
    where: `${when} call ${call}, ${calls[call]}`,
  });
  return [...changes.slice(0, 1).map((call) => point(call, 'before')), ...changes.map((call) => point(call, 'after'))];
};
