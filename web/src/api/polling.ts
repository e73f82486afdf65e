import type { CommunicationState, DeliveryState } from './shapes.ts';

/** How often the page asks again, in milliseconds. Pure. */

const movingStates = new Set<CommunicationState | DeliveryState>(['queued', 'ready', 'sending', 'held']);
/** Handed over, and the receipt usually comes within seconds. */
const awaitingReceipt = new Set<CommunicationState | DeliveryState>(['accepted']);

type Thread = {
  state: CommunicationState;
  lastActivityAt: string;
  emails?: { createdAt: string; deliveries: { state: DeliveryState }[] }[] | undefined;
};

const receiptWindow = 120_000;

/** True while a state on the page is likely to change by itself within seconds. */
export const isMoving = (thread: Thread, now: number): boolean =>
  movingStates.has(thread.state) ||
  (thread.emails ?? []).some((email) =>
    email.deliveries.some(
      ({ state }) =>
        movingStates.has(state) || (awaitingReceipt.has(state) && now - Date.parse(email.createdAt) < receiptWindow),
    ),
  );

const idleAfter = 5 * 60_000;

/**
 * What is in sight shows a new reply within 2 s, the service's own time included. Nobody watches a page that was not
 * touched for five minutes: it may lag by 15 s, unless something is on its way.
 */
export const pollInterval = (moving: boolean, idleMs: number): number => (moving || idleMs < idleAfter ? 1000 : 15_000);

/** The list beside an open thread: what changes in that thread refreshes it anyway. */
export const besideThread = 10_000;
