import type { CommunicationState, DeliveryState } from './shapes.ts';

/** Decides how often the page asks for changes. All times are in milliseconds. */

const movingStates = new Set<CommunicationState | DeliveryState>(['queued', 'ready', 'sending', 'held']);
/** SES has accepted the message, and its delivery event usually follows within seconds. */
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
 * A new reply appears within 2 s, the service's own time included. After five minutes without a touch the reader has
 * probably left: the page may then lag by 15 s, unless an email is on its way.
 */
export const pollInterval = (moving: boolean, idleMs: number): number => (moving || idleMs < idleAfter ? 1000 : 15_000);

/** The interval for the list beside an open thread, since a change in the thread refreshes the list anyway. */
export const besideThread = 10_000;
