import type { KillPlan } from './kill-switch.ts';

/**
 * The points at which killing a process makes a difference: before its first write, and after each write. A kill at a
 * read leaves the same state as a kill after the write before it.
 */

type Point = NonNullable<KillPlan> & { where: string };

const isRead = (call: string): boolean => /\.(?:get|list|find|describe|look|ring)/.test(call);

/** `calls` are those that a kill switch counted. Covers them from `from` up to but not including `to`. */
export const killPoints = (calls: readonly string[], from = 0, to = calls.length): Point[] => {
  const changes = calls.flatMap((call, i) => (i >= from && i < to && !isRead(call) ? [i] : []));
  const point = (call: number, when: Point['when']): Point => ({
    call,
    when,
    where: `${when} call ${call}, ${calls[call]}`,
  });
  return [...changes.slice(0, 1).map((call) => point(call, 'before')), ...changes.map((call) => point(call, 'after'))];
};
