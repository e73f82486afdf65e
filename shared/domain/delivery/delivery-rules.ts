import type { Attempt, Delivery, DeliveryState } from './delivery.ts';

/** How a delivery moves (docs/sending-protocol.md#states). Pure: the store's conditions hold besides. */

/** What mail events may only raise. `sending` and `unconfirmed` are below them all: an event heals either. */
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

/** What we do ourselves. `ready` again after 429: SES said that it took nothing. */
const ours: Partial<Record<DeliveryState, readonly DeliveryState[]>> = {
  ready: ['sending', 'cancelled', 'failed'],
  sending: ['ready', 'accepted', 'failed', 'held', 'unconfirmed'],
  held: ['ready', 'failed'],
};

/** Whether the mail's way can still go up from `from` to `to`. */
const rises = (from: DeliveryState, to: DeliveryState): boolean => {
  const [low, high] = [rank[from], rank[to]];
  return low !== undefined && high !== undefined && high > low;
};

export const mayMove = (from: DeliveryState, to: DeliveryState): boolean =>
  (ours[from] ?? []).includes(to) || rises(from, to);

/** What no mail event can be about, since SES never took the message: an event for one of these breaks an invariant. */
export const wasNeverMailed = (state: DeliveryState): boolean => rank[state] === undefined;

/** Nothing of ours will move it any more without a person or an event. */
export const isSettled = (state: DeliveryState): boolean => state !== 'ready' && state !== 'sending';

export const latestAttempt = (delivery: Delivery): Attempt => {
  const attempt = delivery.attempts.at(-1);
  if (!attempt) throw new Error('a delivery has at least one attempt');
  return attempt;
};

export const attemptOf = (delivery: Delivery, number: number): Attempt | null =>
  delivery.attempts.find((attempt) => attempt.number === number) ?? null;

/** Where it stands in a list by time: grows with the time since which it is in its state, and is nobody else's. */
export const deliverySortKey = (delivery: Delivery): string =>
  `${latestAttempt(delivery).at}#${delivery.emailId}#${delivery.recipientId}`;

/**
 * Since when the latest attempt waits to be sent for the first time, or again after `held`; `created`: when its email was
 * written. Being put back after a 429 does not begin the waiting anew.
 */
export const waitingSince = (delivery: Delivery, created: string): string => {
  const { number, history } = latestAttempt(delivery);
  const released = history.findLast(({ state }, i) => state === 'ready' && history[i - 1]?.state === 'held');
  return (released ?? (number === 1 ? undefined : history[0]))?.at ?? created;
};

/** `at` is an ISO instant. `soft` and `sesMessageId` stay what they were unless said. */
export type MoveFacts = { at: string; detail: string | null; soft?: boolean; sesMessageId?: string };

/**
 * Moves attempt `number`, whose history gets the new state. Call `mayMove` first: a move against the rules is a bug
 * and throws. The move of a soft bounce to a hard one is `bounced` to `bounced`.
 */
export const moveAttempt = (delivery: Delivery, number: number, to: DeliveryState, facts: MoveFacts): Delivery => {
  const moved = (attempt: Attempt): Attempt => {
    if (!mayMove(attempt.state, to) && !hardens(attempt, to, facts.soft ?? false))
      throw new Error(`a delivery may not move from ${attempt.state} to ${to}`);
    const entry = { state: to, at: facts.at, detail: facts.detail };
    const { told: _, ...kept } = attempt;
    return { ...kept, ...facts, state: to, history: [...attempt.history, entry] };
  };
  return { ...delivery, attempts: delivery.attempts.map((a) => (a.number === number ? moved(a) : a)) };
};

export const moveLatest = (delivery: Delivery, to: DeliveryState, facts: MoveFacts): Delivery =>
  moveAttempt(delivery, latestAttempt(delivery).number, to, facts);

/** A temporary bounce that turns out final; never the other way, so that the order of events does not matter. */
export const hardens = (attempt: Attempt, to: DeliveryState, soft: boolean): boolean =>
  attempt.state === 'bounced' && to === 'bounced' && attempt.soft && !soft;

/** What an event makes of an attempt: null when it says nothing new, since it came before or a later one was faster. */
export const raiseAttempt = (delivery: Delivery, number: number, to: DeliveryState, facts: MoveFacts) => {
  const attempt = attemptOf(delivery, number);
  if (!attempt || wasNeverMailed(attempt.state) || wasNeverMailed(to)) return null;
  const isNews = mayMove(attempt.state, to) || hardens(attempt, to, facts.soft ?? false);
  return isNews ? moveAttempt(delivery, number, to, facts) : null;
};

/** `ready` to `sending`: the attempt id proves afterwards whose claim it was. */
export const claim = (delivery: Delivery, by: { id: string; run: number; at: string }): Delivery => {
  const sending = moveLatest(delivery, 'sending', { at: by.at, detail: null });
  const number = latestAttempt(delivery).number;
  return {
    ...sending,
    attempts: sending.attempts.map((a) => (a.number === number ? { ...a, id: by.id, run: by.run } : a)),
  };
};

export type EmailState = 'queued' | 'sending' | 'sent' | 'partly_sent' | 'failed' | 'held';

const wentOut: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered', 'complained'];

/**
 * The email's state from its deliveries' latest attempts. An `unconfirmed` one may or may not have gone out, so an
 * email with one is neither `sent` nor `failed`: `partly_sent` says that not everybody is known to have it.
 */
export const emailState = (deliveries: readonly Delivery[]): EmailState => {
  const states = deliveries.map((delivery) => latestAttempt(delivery).state);
  if (states.every((state) => state === 'ready')) return 'queued';
  if (!states.every(isSettled)) return 'sending';
  if (states.includes('held')) return 'held';
  const out = states.filter((state) => wentOut.includes(state)).length;
  if (out === states.length) return 'sent';
  return out > 0 || states.includes('unconfirmed') ? 'partly_sent' : 'failed';
};
