import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trackDelivery } from '../../../../functions/track-delivery/track-delivery.ts';
import type { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { attemptOf } from '../../../../shared/domain/delivery/delivery-rules.ts';
import { queueHandler } from '../../../../shared/runtime/event.ts';
import { anne, commitInvoiceEmail } from '../../../fakes/worlds/committed-email.ts';
import { attemptIn, putInState } from '../../../fakes/worlds/deliveries.ts';
import { asNotification, type EventAbout, sesEvent } from '../../../fakes/worlds/ses-events.ts';
import { world } from '../../../fakes/worlds/world.ts';

const setUp = async (state: DeliveryState) => {
  const w = world();
  const email = await commitInvoiceEmail(w);
  if (state !== 'ready') await putInState(w, email.id, anne.recipientId, state, { id: 'attempt-1', run: 1 });
  const mine: EventAbout = { emailId: email.id, recipientId: anne.recipientId };
  const delivery = async () => {
    const stored = await w.communications.getDelivery(email.id, anne.recipientId);
    if (!stored) throw new Error('no such delivery');
    return stored;
  };
  return {
    w,
    email,
    delivery,
    latest: async () => (await delivery()).latest,
    happens: (type: string, more: Record<string, unknown> = {}) => trackDelivery(w)(sesEvent(type, mine, more)),
    mine,
  };
};

const softBounce = {
  bounce: { timestamp: '2026-10-01T12:11:00.000Z', bounceType: 'Transient', bounceSubType: 'MailboxFull' },
};

const permutations = <T>(items: T[]): T[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));

describe('an event', () => {
  test('raises the attempt, with its time, the server’s words and SES’s id', async () => {
    const { happens, latest } = await setUp('sending');
    await happens('Delivery');
    expect(await latest()).toMatchObject({
      state: 'delivered',
      at: '2026-10-01T12:10:00.000Z',
      detail: '250 2.6.0 … queued for …',
      sesMessageId: '0100-fake-1',
      id: 'attempt-1',
    });
  });

  test('heals what was unconfirmed', async () => {
    const { happens, latest } = await setUp('unconfirmed');
    await happens('Send');
    expect(await latest()).toMatchObject({ state: 'accepted' });
  });

  test('makes the mail’s id lead to the thread, also when send-email could not', async () => {
    const { happens, w, email } = await setUp('unconfirmed');
    await happens('Delivery');
    const id = '0100-fake-1@ca-central-1.amazonses.com';
    expect(await w.communications.findByMessageId(id)).toEqual([
      { communicationId: email.communicationId, emailId: email.id },
    ]);
    expect((await w.communications.getEmail(email.id))?.messageIds).toEqual([id]);
  });

  test('that never moves back', async () => {
    const { happens, latest } = await setUp('sending');
    for (const type of ['Complaint', 'Bounce', 'Delivery', 'DeliveryDelay', 'Send']) await happens(type);
    expect(await latest()).toMatchObject({ state: 'complained', detail: 'abuse' });
  });

  test('of no delivery’s concern changes nothing', async () => {
    const { happens, delivery } = await setUp('accepted');
    const before = await delivery();
    await happens('Open');
    expect(await delivery()).toEqual(before);
  });

  test('of an earlier attempt moves that attempt alone', async () => {
    const { w, happens, delivery, email } = await setUp('unconfirmed');
    const stored = await delivery();
    const second = attemptIn('ready', { number: 2, requestedBy: 'usr_lea', reason: 'not seen' });
    await w.communications.saveDelivery({ ...stored, earlier: [stored.latest], latest: second }, 'unconfirmed');
    await happens('Delivery');
    const after = await delivery();
    expect(attemptOf(after, 1)).toMatchObject({ state: 'delivered' });
    expect(after.latest).toEqual(second);
    expect((await w.communications.getDelivery(email.id, anne.recipientId))?.rev).toBe(stored.rev + 2);
  });
});

describe('any order', () => {
  test('each event three times, in all 24 orders of Send, Delivery, DeliveryDelay and Bounce: one final state (S14)', async () => {
    for (const order of permutations(['Send', 'Delivery', 'DeliveryDelay', 'Bounce'])) {
      for (const start of ['sending', 'unconfirmed'] as const) {
        const { happens, latest } = await setUp(start);
        for (let round = 0; round < 3; round += 1) for (const type of order) await happens(type);
        expect(await latest(), order.join()).toMatchObject({
          state: 'bounced',
          soft: false,
          detail: expect.stringContaining('550'),
        });
      }
    }
  });

  test('three copies next to each other, and three rounds at once, end the same', async () => {
    for (const order of permutations(['Send', 'Delivery', 'DeliveryDelay', 'Bounce'])) {
      const { happens, latest } = await setUp('sending');
      for (const type of order) await Promise.all([happens(type), happens(type), happens(type)]);
      expect(await latest(), order.join()).toMatchObject({ state: 'bounced' });
    }
  });

  test('a soft and a hard bounce end as hard, whichever comes first', async () => {
    for (const order of permutations(['soft', 'hard', 'Send'])) {
      const { happens, latest } = await setUp('sending');
      for (const type of order)
        await (type === 'Send' ? happens('Send') : happens('Bounce', type === 'soft' ? softBounce : {}));
      expect(await latest(), order.join()).toMatchObject({ state: 'bounced', soft: false });
    }
  });

  test('of any set of events, any order with any repetition ends in the highest', async () => {
    const ranks = ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'];
    const states = ['accepted', 'delayed', 'delivered', 'bounced', 'complained'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ranks), { minLength: 1, maxLength: 12 }), async (order) => {
        const { happens, latest } = await setUp('sending');
        for (const type of order) await happens(type);
        const highest = Math.max(...order.map((type) => ranks.indexOf(type)));
        expect((await latest()).state).toBe(states[highest]);
      }),
      { numRuns: 60 },
    );
  });

  test('a rejection stands against everything but a complaint', async () => {
    for (const order of permutations(['Send', 'Reject', 'DeliveryDelay'])) {
      const { happens, latest } = await setUp('sending');
      for (const type of order) await happens(type);
      expect(await latest(), order.join()).toMatchObject({ state: 'rejected', detail: 'Bad content' });
    }
  });
});

describe('what breaks an invariant', () => {
  test.each(['ready', 'held', 'failed', 'cancelled'] as const)(
    'an event for an attempt that is %s changes nothing and raises the alarm',
    async (state) => {
      const { w, happens, delivery, email } = await setUp(state);
      const before = await delivery();
      await happens('Delivery');
      expect(await delivery()).toEqual(before);
      expect(w.log.lines).toEqual([
        {
          level: 'warn',
          message: 'invariant broken',
          fields: { emailId: email.id, recipientId: anne.recipientId, rule: 'denied_but_mailed', state },
        },
      ]);
      expect(w.metrics.of('InvariantBreaks')).toEqual([1]);
    },
  );

  test('events of two mails for one attempt raise the alarm, and still count', async () => {
    const { w, mine, latest } = await setUp('sending');
    await trackDelivery(w)(sesEvent('Send', { ...mine, sesMessageId: 'first' }));
    expect(w.metrics.of('InvariantBreaks')).toEqual([]);
    await trackDelivery(w)(sesEvent('Delivery', { ...mine, sesMessageId: 'second' }));
    expect(w.metrics.of('InvariantBreaks')).toEqual([1]);
    expect(w.log.lines).toMatchObject([{ message: 'invariant broken', fields: { rule: 'mailed_twice' } }]);
    expect(await latest()).toMatchObject({ state: 'delivered' });
  });
});

describe('what is not known', () => {
  test.each([
    ['an email', { emailId: 'eml_nobody' }],
    ['a recipient', { recipientId: 'cnt_nobody' }],
    ['an attempt', { attempt: 2 }],
  ])('%s is thrown, so that the queue parks the event', async (_, about) => {
    const { w, mine } = await setUp('sending');
    await expect(trackDelivery(w)(sesEvent('Delivery', { ...mine, ...about }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('a batch reports exactly the events that failed, and applies the others', async () => {
    const { w, mine, latest } = await setUp('sending');
    const bodies = [
      sesEvent('Delivery', { ...mine, emailId: 'eml_nobody' }),
      sesEvent('Delivery', mine),
      'no JSON',
      asNotification('Successfully validated SNS topic for Amazon SES event publishing.'),
    ];
    const handle = queueHandler('track-delivery', trackDelivery(w), w.log);
    const records = bodies.map((body, i) => ({ messageId: `m${i}`, body }));
    const answer = await handle({ Records: records }, { awsRequestId: 'r' } as never);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }] });
    expect(await latest()).toMatchObject({ state: 'delivered' });
    expect(JSON.stringify(w.log.lines)).not.toContain('anne@');
  });
});

describe('lost answers', () => {
  test('an event whose write was done and its answer lost is applied once', async () => {
    const { w, happens, latest } = await setUp('sending');
    w.communications.breakOn('saveDelivery', 'after');
    await happens('Delivery');
    expect((await latest()).history.map((h) => h.state)).toEqual(['delivered']);
  });

  test('an event whose write was not done is applied then', async () => {
    const { w, happens, latest } = await setUp('sending');
    w.communications.breakOn('saveDelivery', 'before');
    await happens('Delivery');
    expect(await latest()).toMatchObject({ state: 'delivered' });
  });
});
