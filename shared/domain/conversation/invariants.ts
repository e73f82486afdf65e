import { type Attempt, attemptsOf, type Delivery } from '../delivery/delivery.ts';
import { isSettled, mayMove, wasNeverMailed } from '../delivery/delivery-rules.ts';
import type { OutgoingEmail } from './email.ts';

/** Detects violated invariants (docs/sending-protocol.md#invariants) in what is stored about one email. */

export type Breach = {
  rule:
    | 'mailed_twice'
    | 'denied_but_mailed'
    | 'against_the_rules'
    | 'asked_by_nobody'
    | 'overtaken'
    | 'not_written'
    | 'stuck';
  recipientId: string | null;
};

const minute = 60_000;
/**
 * Within this time, even after an outage, everything that follows from the commit item has been written, and an
 * abandoned claim has become `unconfirmed`.
 */
const writtenWithinMs = 30 * minute;
/**
 * A run lasts at most twelve hours and reconcile gives up on waiting deliveries after about eight, so no email stays
 * open for a day.
 */
const closedWithinMs = 24 * 60 * minute;

/** Every attempt but the first was requested by a person, with a reason. */
const isRequested = ({ number, requestedBy, reason }: Attempt): boolean =>
  number === 1 || (requestedBy !== null && reason !== null);

/** Every step of the history follows the rules; in addition, a soft bounce may become a hard one. */
const keepsRules = ({ state, history }: Attempt): boolean => {
  const states = history.map((entry) => entry.state);
  const path = states[0] === 'ready' ? states : ['ready' as const, ...states];
  const steps = path.slice(1).map((to, i) => ({ from: path[i] ?? to, to }));
  return path.at(-1) === state && steps.every(({ from, to }) => mayMove(from, to) || (from === to && to === 'bounced'));
};

const breachesOfDelivery = (delivery: Delivery, email: OutgoingEmail, now: number): Breach['rule'][] => {
  const { earlier, latest } = delivery;
  const attempts = attemptsOf(delivery);
  const ids = attempts.flatMap(({ sesMessageId }) => sesMessageId ?? []);
  const age = now - Date.parse(latest.at);
  const underWay = !isSettled(latest.state) && age > writtenWithinMs;
  const found: [Breach['rule'], boolean][] = [
    ['mailed_twice', new Set(ids).size < ids.length],
    ['denied_but_mailed', attempts.some(({ state, sesMessageId }) => sesMessageId !== null && wasNeverMailed(state))],
    ['against_the_rules', !attempts.every(keepsRules) || attempts.some(({ number }, i) => number !== i + 1)],
    ['asked_by_nobody', !attempts.every(isRequested)],
    ['overtaken', earlier.some(({ state }) => !isSettled(state) || state === 'held')],
    ['stuck', underWay && (latest.state === 'sending' || email.settledAt !== null)],
  ];
  return found.flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
};

/** An email holds one Message-ID per attempt that SES accepted; a notice's ids are not kept. */
const hasMoreMailsThanAttempts = (email: OutgoingEmail, deliveries: readonly Delivery[]): boolean => {
  const taken = deliveries.flatMap(attemptsOf).filter(({ sesMessageId }) => sesMessageId !== null);
  return new Set(email.messageIds).size > taken.length;
};

/** The invariants that an email and its deliveries violate; `recipientId` is null if a breach concerns the email. */
export const breachesOf = (email: OutgoingEmail, deliveries: readonly Delivery[], at: Date): Breach[] => {
  const now = at.getTime();
  const age = now - Date.parse(email.createdAt);
  const openFor = email.settledAt === null ? now - Date.parse(email.runAt ?? email.createdAt) : 0;
  const known = new Set(deliveries.map(({ recipientId }) => recipientId));
  const missing = email.recipients.filter(({ recipientId }) => !known.has(recipientId));
  return [
    ...deliveries.flatMap((delivery) =>
      breachesOfDelivery(delivery, email, now).map((rule) => ({ rule, recipientId: delivery.recipientId })),
    ),
    ...(age > writtenWithinMs ? missing : []).map(({ recipientId }) => ({ rule: 'not_written' as const, recipientId })),
    ...(hasMoreMailsThanAttempts(email, deliveries) ? [{ rule: 'mailed_twice' as const, recipientId: null }] : []),
    ...(openFor > closedWithinMs ? [{ rule: 'stuck' as const, recipientId: null }] : []),
  ];
};
