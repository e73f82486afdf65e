import { describe, expect, test } from 'vitest';
import { captureAgain } from '../../../functions/capture-reply/capture-again.ts';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { Receipt } from '../../../functions/capture-reply/receipt.ts';
import { findUncaptured } from '../../../functions/reconcile/find-uncaptured.ts';
import { receiptHandler } from '../../../shared/runtime/event.ts';
import { arrive, conversation, mailOf, recorded, relayed } from '../../fakes/worlds/captured-mail.ts';

const anne = 'anne@gc.test';
const minute = 60_000;
const day = 24 * 60 * minute;

const arrived = async (more: { id?: string } = {}) => {
  const c = await conversation();
  const receipt = await arrive(c.w, mailOf({ from: anne, to: [c.thread] }), { recipients: [c.thread], ...more });
  return { c, receipt };
};

/** SES's facts about a mail, as in its call and in the bucket's notification in a queue. */
const factsOf = (recipients: string[], messageId = 'first') => ({
  mail: { timestamp: '2026-10-01T12:30:00.000Z', source: anne, messageId },
  receipt: {
    recipients,
    ...Object.fromEntries(
      ['spam', 'virus', 'spf', 'dkim', 'dmarc'].map((name) => [`${name}Verdict`, { status: 'PASS' }]),
    ),
  },
});

describe('the bucket’s notification of a mail', () => {
  test('captures a mail that the call of the function did not, from the same facts', async () => {
    const { c, receipt } = await arrived();
    expect(await captureAgain(c.w)(receipt)).toMatchObject([{ outcome: 'recorded' }]);
    expect(await recorded(c)).toHaveLength(1);
    expect(c.w.log.warnings()).toContain('mail not captured yet');
  });

  test('does nothing when the mail was captured, and does not even read it', async () => {
    const { c, receipt } = await arrived();
    await captureReply(c.w)(receipt);
    const relays = await relayed(c.w);
    c.w.mail.get = async () => {
      throw new Error('the mail was read');
    };
    expect(await captureAgain(c.w)(receipt)).toEqual([]);
    expect(await relayed(c.w)).toEqual(relays);
  });

  test('comes through the queue into the same function as SES’s call', async () => {
    const { c } = await arrived({ id: 'first' });
    const handled: string[] = [];
    const run = {
      called: async ({ sesMessageId }: Receipt) => handled.push(`called ${sesMessageId}`),
      queued: async ({ sesMessageId }: Receipt) => handled.push(`queued ${sesMessageId}`),
    };
    const handle = receiptHandler('capture-reply', Receipt, run, c.w.log);
    const context = { awsRequestId: 'r' } as never;
    const facts = factsOf([c.thread]);
    await handle({ Records: [{ eventSource: 'aws:ses', ses: facts }] }, context);
    const body = JSON.stringify({ notificationType: 'Received', ...facts });
    await handle({ Records: [{ messageId: 'm', body }] }, context);
    expect(handled).toEqual(['called first', 'queued first']);
  });

  test.each(['quarantined', 'dropped', 'unroutable'] as const)(
    'does nothing for a mail that was %s',
    async (outcome) => {
      const c = await conversation();
      const given = {
        quarantined: { from: 'eve@evil.test', to: [c.thread] },
        dropped: { from: c.thread, to: [c.thread] },
        unroutable: { from: anne, to: ['r-nothing@reply.courriel.test'] },
      }[outcome];
      const receipt = await arrive(c.w, mailOf(given), { recipients: given.to });
      expect(await captureReply(c.w)(receipt)).toMatchObject([{ outcome }]);
      expect(await captureAgain(c.w)(receipt)).toEqual([]);
    },
  );
});

describe('findUncaptured', () => {
  const overADay = async (c: Awaited<ReturnType<typeof conversation>>) => {
    for (let i = 0; i < 24 * 60; i += 1) {
      await findUncaptured(c.w)();
      c.w.clock.advance(minute);
    }
    return c.w.metrics.of('Uncaptured').reduce((sum, found) => sum + found, 0);
  };

  test('reports an uncaptured mail once a day for two weeks', async () => {
    const { c } = await arrived({ id: 'o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1' });
    expect(await overADay(c)).toBe(1);
    expect(await overADay(c)).toBe(2);
    expect(c.w.log.lines.at(-1)).toMatchObject({
      message: 'mail never captured',
      fields: { sesMessageId: 'o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1' },
    });
    c.w.clock.advance(14 * day);
    expect(await overADay(c)).toBe(2);
  });

  test('leaves a mail of the last two hours to the tries still under way', async () => {
    const { c } = await arrived({ id: '00first' });
    c.w.clock.set('2026-10-02T00:00:00.000Z');
    await c.w.mail.put('mail/00second', Buffer.from('x'), 'message/rfc822');
    expect(await findUncaptured(c.w)()).toEqual({ uncaptured: 1 });
  });

  test('does not report a captured mail', async () => {
    const { c, receipt } = await arrived({ id: '00first' });
    await captureReply(c.w)(receipt);
    c.w.clock.advance(3 * 60 * minute);
    expect(await overADay(c)).toBe(0);
  });
});

test('every capture reports the counts of quarantined and unroutable mails, even when they are zero', async () => {
  const { c, receipt } = await arrived();
  await captureReply(c.w)(receipt);
  const stranger = { recipients: [c.thread], id: 'second' };
  await captureReply(c.w)(await arrive(c.w, mailOf({ from: 'eve@evil.test', to: [c.thread] }), stranger));
  expect(c.w.metrics.of('Quarantined')).toEqual([0, 1]);
  expect(c.w.metrics.of('Unroutable')).toEqual([0, 0]);
});
