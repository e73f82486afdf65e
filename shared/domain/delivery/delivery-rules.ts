import { type Attempt, attemptsOf, type Delivery, type DeliveryState } from './delivery.ts';

/** How a delivery moves (docs/sending-protocol.md#states). The store adds its own conditions. */

/** Mail events may only raise this rank. `sending` and `unconfirmed` are lowest, so any event resolves them. */
const rank: Partial<Record<DeliveryState, number>> = {
  sending: 0,
  unconfirmed: 0,
  accepted: 1,
  delayed: 2,
  delivered: 3,
  bounced: 4,
  rejected: 4,
  complained: 5,
};

/** The moves we make ourselves. `sending` returns to `ready` after a 429: SES says that it took nothing. */
const ours: Partial<Record<DeliveryState, readonly DeliveryState[]>> = {
  ready: ['sending', 'cancelled', 'failed'],
  sending: ['ready', 'accepted', 'failed', 'held', 'unconfirmed'],
  held: ['ready', 'failed'],
};

/** Whether an event may raise the state from `from` to `to`. */
const rises = (from: DeliveryState, to: DeliveryState): boolean => {
  const [low, high] = [rank[from], rank[to]];
  return low !== undefined && high !== undefined && high > low;
};

/** Whether a delivery may move from one state to another, by a move of ours or by a mail event. */
export const mayMove = (from: DeliveryState, to: DeliveryState): boolean =>
  (ours[from] ?? []).includes(to) || rises(from, to);

/** Whether SES never took a message in this state; a mail event for it violates an invariant. */
export const wasNeverMailed = (state: DeliveryState): boolean => rank[state] === undefined;

/**
 * Whether no run moves a delivery in this state any further: only a person, a mail event or, if held, reconcile does.
 */
export const isSettled = (state: DeliveryState): boolean => state !== 'ready' && state !== 'sending';

export const attemptOf = (delivery: Delivery, number: number): Attempt | null =>
  attemptsOf(delivery).find((attempt) => attempt.number === number) ?? null;

/** A delivery's sort key in lists: the instant at which it entered its state, made unique by its ids. */
export const deliverySortKey = (delivery: Delivery): string =>
  `${delivery.latest.at}#${delivery.emailId}#${delivery.recipientId}`;

/**
 * Since when the latest attempt has waited to be sent, for the first time or again after `held`; `created` is when its
 * email was written. A return to `ready` after a 429 does not restart the wait.
 */
export const waitingSince = (delivery: Delivery, created: string): string => {
  const { number, history } = delivery.latest;
  const released = history.findLast(({ state }, i) => state === 'ready' && history[i - 1]?.state === 'held');
  return (released ?? (number === 1 ? undefined : history[0]))?.at ?? created;
};

/** `at` is an ISO instant. `soft` and `sesMessageId` keep their values unless given. */
export type MoveFacts = { at: string; detail: string | null; soft?: boolean; sesMessageId?: string };

/**
 * Moves attempt `number` and appends the state to its history. Call `mayMove` first: a move against the rules is a bug
 * and throws. A soft bounce becomes a hard one by a move from `bounced` to `bounced`.
 */
export const moveAttempt = (delivery: Delivery, number: number, to: DeliveryState, facts: MoveFacts): Delivery => {
  const moved = (attempt: Attempt): Attempt => {
    if (attempt.number !== number) return attempt;
    if (!mayMove(attempt.state, to) && !hardens(attempt, to, facts.soft ?? false))
      throw new Error(`a delivery may not move from ${attempt.state} to ${to}`);
    const entry = { state: to, at: facts.at, detail: facts.detail };
    const { told: _, ...kept } = attempt;
    return { ...kept, ...facts, state: to, history: [...attempt.history, entry] };
  };
  return { ...delivery, earlier: delivery.earlier.map(moved), latest: moved(delivery.latest) };
};

export const moveLatest = (delivery: Delivery, to: DeliveryState, facts: MoveFacts): Delivery =>
  moveAttempt(delivery, delivery.latest.number, to, facts);

/** Whether a soft bounce turns out permanent. The reverse never counts, so that the order of events does not matter. */
export const hardens = (attempt: Attempt, to: DeliveryState, soft: boolean): boolean =>
  attempt.state === 'bounced' && to === 'bounced' && attempt.soft && !soft;

/**
 * The delivery after a mail event about attempt `number`. Null when the event brings nothing new, because it is a
 * repeat or a later event came first.
 */
export const raiseAttempt = (delivery: Delivery, number: number, to: DeliveryState, facts: MoveFacts) => {
  const attempt = attemptOf(delivery, number);
  if (!attempt || wasNeverMailed(attempt.state) || wasNeverMailed(to)) return null;
  const isNews = mayMove(attempt.state, to) || hardens(attempt, to, facts.soft ?? false);
  return isNews ? moveAttempt(delivery, number, to, facts) : null;
};

/** Claims a delivery: moves it from `ready` to `sending`. The attempt's id later proves whose claim it was. */
export const claim = (delivery: Delivery, by: { id: string; run: number; at: string }): Delivery => {
  const sending = moveLatest(delivery, 'sending', { at: by.at, detail: null });
  return { ...sending, latest: { ...sending.latest, id: by.id, run: by.run } };
};

export type EmailState = 'queued' | 'sending' | 'sent' | 'partly_sent' | 'failed' | 'held';

const wentOut: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered', 'complained'];

/**
 * The email's state, from its deliveries' latest attempts. An `unconfirmed` delivery may or may not have been sent, so
 * its email is neither `sent` nor `failed`: `partly_sent` says that not everybody is known to have it.
 */
export const emailState = (deliveries: readonly Delivery[]): EmailState => {
  const states = deliveries.map((delivery) => delivery.latest.state);
  if (states.every((state) => state === 'ready')) return 'queued';
  if (!states.every(isSettled)) return 'sending';
  if (states.includes('held')) return 'held';
  const out = states.filter((state) => wentOut.includes(state)).length;
  if (out === states.length) return 'sent';
  return out > 0 || states.includes('unconfirmed') ? 'partly_sent' : 'failed';
};
