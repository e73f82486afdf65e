import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptsOf, Delivery, DeliveryState, storedDelivery } from '../../../../shared/domain/delivery/delivery.ts';
import {
  attemptOf,
  claim,
  emailState,
  hardens,
  isSettled,
  mayMove,
  moveAttempt,
  moveLatest,
  wasNeverMailed,
} from '../../../../shared/domain/delivery/delivery-rules.ts';
import { attemptIn, deliveryIn } from '../../../fakes/worlds/deliveries.ts';

const states = DeliveryState.options;
const at = '2026-10-01T12:05:00.000Z';

/** Every allowed move, written out: the diagram of docs/sending-protocol.md as a table. */
const allowed: Record<DeliveryState, DeliveryState[]> = {
  ready: ['sending', 'cancelled', 'failed'],
  sending: [
    'ready',
    'held',
    'unconfirmed',
    'failed',
    'accepted',
    'delayed',
    'delivered',
    'bounced',
    'rejected',
    'complained',
  ],
  held: ['ready', 'failed'],
  unconfirmed: ['accepted', 'delayed', 'delivered', 'bounced', 'rejected', 'complained'],
  accepted: ['delayed', 'delivered', 'bounced', 'rejected', 'complained'],
  delayed: ['delivered', 'bounced', 'rejected', 'complained'],
  delivered: ['bounced', 'rejected', 'complained'],
  bounced: ['complained'],
  rejected: ['complained'],
  complained: [],
  failed: [],
  cancelled: [],
};

describe('moves', () => {
  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    expect(mayMove(from, to)).toBe(allowed[from].includes(to));
  });

  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'a delivery that is %s moves to %s by the rules or not at all',
    (from, to) => {
      const move = () => moveLatest(deliveryIn(from), to, { at, detail: 'why' });
      if (!allowed[from].includes(to)) return expect(move).toThrow(`may not move from ${from} to ${to}`);
      const attempt = move().latest;
      expect(attempt).toMatchObject({ state: to, at, detail: 'why' });
      expect(attempt.history).toEqual([{ state: to, at, detail: 'why' }]);
    },
  );

  test('failed, cancelled and complained are final', () => {
    for (const from of ['failed', 'cancelled', 'complained'] as const)
      expect(states.filter((to) => mayMove(from, to))).toEqual([]);
  });

  test('no series of allowed moves leads from a mailed state to one that is not', () => {
    const mailed: DeliveryState[] = ['accepted', 'delayed', 'delivered', 'bounced', 'rejected', 'complained'];
    fc.assert(
      fc.property(
        fc.constantFrom(...mailed),
        fc.array(fc.constantFrom(...states), { maxLength: 30 }),
        (start, walk) => {
          let now: DeliveryState = start;
          for (const to of walk) if (mayMove(now, to)) now = to;
          expect(mailed).toContain(now);
        },
      ),
    );
  });

  test('an unconfirmed delivery never becomes ready by itself', () => {
    expect(mayMove('unconfirmed', 'ready')).toBe(false);
    expect(mayMove('unconfirmed', 'sending')).toBe(false);
  });

  test('a move does not change the delivery that it is given', () => {
    const before = deliveryIn('sending');
    const copy = structuredClone(before);
    moveLatest(before, 'accepted', { at, detail: null, sesMessageId: 'id-1' });
    expect(before).toEqual(copy);
  });

  test('a move keeps every field that it does not set', () => {
    const sent = moveLatest(deliveryIn('sending'), 'accepted', { at, detail: null, sesMessageId: 'id-1' });
    const bounced = moveLatest(sent, 'bounced', { at, detail: '5.1.1', soft: true });
    expect(bounced.latest).toMatchObject({ sesMessageId: 'id-1', soft: true, id: 'attempt-0', run: 1 });
    expect(bounced.latest.history.map((h) => h.state)).toEqual(['accepted', 'bounced']);
  });
});

describe('bounces', () => {
  test('a soft bounce may become hard, a hard one never becomes soft, and neither repeats', () => {
    const bounced = (soft: boolean) => attemptIn('bounced', { soft });
    expect(hardens(bounced(true), 'bounced', false)).toBe(true);
    expect(hardens(bounced(true), 'bounced', true)).toBe(false);
    expect(hardens(bounced(false), 'bounced', true)).toBe(false);
    expect(hardens(bounced(false), 'bounced', false)).toBe(false);
    expect(hardens(attemptIn('delivered'), 'bounced', false)).toBe(false);
    expect(hardens(bounced(true), 'rejected', false)).toBe(false);
  });

  test('a soft bounce that becomes hard is stored as such', () => {
    const soft = deliveryIn('bounced', { latest: attemptIn('bounced', { soft: true }) });
    const hard = moveLatest(soft, 'bounced', { at, detail: 'gone', soft: false });
    expect(hard.latest).toMatchObject({ state: 'bounced', soft: false, detail: 'gone' });
  });
});

describe('claim', () => {
  test('takes a ready delivery with the claim’s own id and run', () => {
    const claimed = claim(deliveryIn('ready'), { id: 'attempt-7', run: 2, at });
    expect(claimed.latest).toMatchObject({ id: 'attempt-7', run: 2, state: 'sending', at });
  });

  test.each(states.filter((state) => state !== 'ready'))('refuses a delivery that is %s', (state) => {
    expect(() => claim(deliveryIn(state), { id: 'attempt-7', run: 2, at })).toThrow('may not move');
  });
});

describe('attempts', () => {
  const resent = (): Delivery =>
    deliveryIn('unconfirmed', {
      earlier: [attemptIn('unconfirmed')],
      latest: attemptIn('ready', { number: 2, requestedBy: 'usr_1', reason: 'not seen' }),
    });

  test('all stand in one list in the stored form, and the last of them is loaded as the latest', () => {
    const stored = storedDelivery(resent());
    expect(stored.attempts.map(({ number }) => number)).toEqual([1, 2]);
    expect(stored).not.toHaveProperty('latest');
    expect(Delivery.parse(stored)).toEqual(resent());
  });

  test('a late event moves the attempt it is about and leaves the later one alone', () => {
    const healed = moveAttempt(resent(), 1, 'delivered', { at, detail: null });
    expect(attemptsOf(healed).map((a) => a.state)).toEqual(['delivered', 'ready']);
  });

  test('an attempt that does not exist is null', () => {
    expect(attemptOf(resent(), 3)).toBeNull();
    expect(attemptOf(resent(), 1)?.state).toBe('unconfirmed');
  });
});

test('only ready and sending deliveries are unsettled', () => {
  expect(states.filter((state) => !isSettled(state))).toEqual(['ready', 'sending']);
});

test('deliveries that were never mailed are cancelled, failed, held or ready', () => {
  expect(states.filter(wasNeverMailed).toSorted()).toEqual(['cancelled', 'failed', 'held', 'ready']);
});

describe('the email’s state', () => {
  const of = (...all: DeliveryState[]) => emailState(all.map((state) => deliveryIn(state)));

  test.each([
    [['ready'], 'queued'],
    [['ready', 'ready'], 'queued'],
    [['ready', 'accepted'], 'sending'],
    [['sending'], 'sending'],
    [['sending', 'held'], 'sending'],
    [['accepted'], 'sent'],
    [['delayed', 'delivered', 'complained'], 'sent'],
    [['accepted', 'bounced'], 'partly_sent'],
    [['accepted', 'failed'], 'partly_sent'],
    [['delivered', 'cancelled'], 'partly_sent'],
    [['accepted', 'unconfirmed'], 'partly_sent'],
    [['unconfirmed'], 'partly_sent'],
    [['unconfirmed', 'failed'], 'partly_sent'],
    [['failed'], 'failed'],
    [['bounced', 'rejected', 'cancelled'], 'failed'],
    [['held', 'accepted'], 'held'],
    [['held'], 'held'],
  ] satisfies [DeliveryState[], string][])('%j is %s', (all, expected) => {
    expect(of(...all)).toBe(expected);
  });

  test('is “sent” only when every message is known to have gone out', () => {
    const out = ['accepted', 'delayed', 'delivered', 'complained'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 6 }), (all) => {
        expect(of(...all) === 'sent').toBe(all.every((state) => out.includes(state)));
      }),
    );
  });

  test('does not depend on the order of the recipients', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 5 }), (all) => {
        expect(of(...all)).toBe(of(...all.toReversed()));
      }),
    );
  });
});
