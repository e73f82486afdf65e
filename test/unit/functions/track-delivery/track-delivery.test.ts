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
    receive: (type: string, more: Record<string, unknown> = {}) => trackDelivery(w)(sesEvent(type, mine, more)),
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
  test('raises the attempt’s state, with its time, the server’s response and SES’s id', async () => {
    const { receive, latest } = await setUp('sending');
    await receive('Delivery');
    expect(await latest()).toMatchObject({
      state: 'delivered',
      at: '2026-10-01T12:10:00.000Z',
      detail: '250 2.6.0 … queued for …',
      sesMessageId: '0100-fake-1',
      id: 'attempt-1',
    });
  });

  test('raises the state of an unconfirmed attempt', async () => {
    const { receive, latest } = await setUp('unconfirmed');
    await receive('Send');
    expect(await latest()).toMatchObject({ state: 'accepted' });
  });

  test('stores the Message-ID that leads to the thread, even if send-email could not', async () => {
    const { receive, w, email } = await setUp('unconfirmed');
    await receive('Delivery');
    const id = '0100-fake-1@ca-central-1.amazonses.com';
    expect(await w.communications.findByMessageId(id)).toEqual([
      { communicationId: email.communicationId, emailId: email.id },
    ]);
    expect((await w.communications.getEmail(email.id))?.messageIds).toEqual([id]);
  });

  test('never moves the state back', async () => {
    const { receive, latest } = await setUp('sending');
    for (const type of ['Complaint', 'Bounce', 'Delivery', 'DeliveryDelay', 'Send']) await receive(type);
    expect(await latest()).toMatchObject({ state: 'complained', detail: 'abuse' });
  });

  test('of a type that says nothing about the delivery changes nothing', async () => {
    const { receive, delivery } = await setUp('accepted');
    const before = await delivery();
    await receive('Open');
    expect(await delivery()).toEqual(before);
  });

  test('of an earlier attempt changes only that attempt', async () => {
    const { w, receive, delivery, email } = await setUp('unconfirmed');
    const stored = await delivery();
    const second = attemptIn('ready', { number: 2, requestedBy: 'usr_lea', reason: 'not seen' });
    await w.communications.saveDelivery({ ...stored, earlier: [stored.latest], latest: second }, 'unconfirmed');
    await receive('Delivery');
    const after = await delivery();
    expect(attemptOf(after, 1)).toMatchObject({ state: 'delivered' });
    expect(after.latest).toEqual(second);
    expect((await w.communications.getDelivery(email.id, anne.recipientId))?.rev).toBe(stored.rev + 2);
  });
});

describe('any order', () => {
  test('three times Send, Delivery, DeliveryDelay and Bounce end in the same state in all 24 orders (S14)', async () => {
    for (const order of permutations(['Send', 'Delivery', 'DeliveryDelay', 'Bounce'])) {
      for (const start of ['sending', 'unconfirmed'] as const) {
        const { receive, latest } = await setUp(start);
        for (let round = 0; round < 3; round += 1) for (const type of order) await receive(type);
        expect(await latest(), order.join()).toMatchObject({
          state: 'bounced',
          soft: false,
          detail: expect.stringContaining('550'),
        });
      }
    }
  });

  test('three concurrent copies of each event end in the same state', async () => {
    for (const order of permutations(['Send', 'Delivery', 'DeliveryDelay', 'Bounce'])) {
      const { receive, latest } = await setUp('sending');
      for (const type of order) await Promise.all([receive(type), receive(type), receive(type)]);
      expect(await latest(), order.join()).toMatchObject({ state: 'bounced' });
    }
  });

  test('a soft and a hard bounce end as hard, whichever comes first', async () => {
    for (const order of permutations(['soft', 'hard', 'Send'])) {
      const { receive, latest } = await setUp('sending');
      for (const type of order)
        await (type === 'Send' ? receive('Send') : receive('Bounce', type === 'soft' ? softBounce : {}));
      expect(await latest(), order.join()).toMatchObject({ state: 'bounced', soft: false });
    }
  });

  test('any events, in any order and with any repetitions, end in the highest state', async () => {
    const ranks = ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'];
    const states = ['accepted', 'delayed', 'delivered', 'bounced', 'complained'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ranks), { minLength: 1, maxLength: 12 }), async (order) => {
        const { receive, latest } = await setUp('sending');
        for (const type of order) await receive(type);
        const highest = Math.max(...order.map((type) => ranks.indexOf(type)));
        expect((await latest()).state).toBe(states[highest]);
      }),
      { numRuns: 60 },
    );
  });

  test('a rejection is kept, whether Send and DeliveryDelay come before or after', async () => {
    for (const order of permutations(['Send', 'Reject', 'DeliveryDelay'])) {
      const { receive, latest } = await setUp('sending');
      for (const type of order) await receive(type);
      expect(await latest(), order.join()).toMatchObject({ state: 'rejected', detail: 'Bad content' });
    }
  });
});

describe('a broken invariant', () => {
  test.each(['ready', 'held', 'failed', 'cancelled'] as const)(
    'an event for an attempt that is %s changes nothing and raises the alarm',
    async (state) => {
      const { w, receive, delivery, email } = await setUp(state);
      const before = await delivery();
      await receive('Delivery');
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

  test('events of two mails for one attempt raise the alarm, and are still applied', async () => {
    const { w, mine, latest } = await setUp('sending');
    await trackDelivery(w)(sesEvent('Send', { ...mine, sesMessageId: 'first' }));
    expect(w.metrics.of('InvariantBreaks')).toEqual([]);
    await trackDelivery(w)(sesEvent('Delivery', { ...mine, sesMessageId: 'second' }));
    expect(w.metrics.of('InvariantBreaks')).toEqual([1]);
    expect(w.log.lines).toMatchObject([{ message: 'invariant broken', fields: { rule: 'mailed_twice' } }]);
    expect(await latest()).toMatchObject({ state: 'delivered' });
  });
});

describe('an event for an unknown delivery', () => {
  test.each([
    ['an unknown email', { emailId: 'eml_nobody' }],
    ['an unknown recipient', { recipientId: 'cnt_nobody' }],
    ['an unknown attempt', { attempt: 2 }],
  ])('throws for %s, so that the queue parks the event', async (_, about) => {
    const { w, mine } = await setUp('sending');
    await expect(trackDelivery(w)(sesEvent('Delivery', { ...mine, ...about }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is reported as failed in a batch, and the other events are applied', async () => {
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
  test('an event is applied once if the answer to its write is lost', async () => {
    const { w, receive, latest } = await setUp('sending');
    w.communications.breakOn('saveDelivery', 'after');
    await receive('Delivery');
    expect((await latest()).history.map((h) => h.state)).toEqual(['delivered']);
  });

  test('an event is applied by a second try if its write failed', async () => {
    const { w, receive, latest } = await setUp('sending');
    w.communications.breakOn('saveDelivery', 'before');
    await receive('Delivery');
    expect(await latest()).toMatchObject({ state: 'delivered' });
  });
});
