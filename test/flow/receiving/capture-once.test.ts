import { describe, expect, test } from 'vitest';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import { relayBrake } from '../../../shared/domain/limits.ts';
import {
  arrive,
  type Conversation,
  capture,
  conversation,
  mailOf,
  outcomesOf,
  recorded,
  relayed,
  reply,
} from '../../fakes/worlds/captured-mail.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';
const chloe = 'chloe@steel.test';
const lea = 'lea@steel.test';

describe('capture', () => {
  test('adds nothing for the same mail again, under the same or a new SES id (M02)', async () => {
    const c = await conversation();
    const raw = mailOf({ from: anne, to: [c.thread], text: 'Une fois.' });
    const receipt = await arrive(c.w, raw, { recipients: [c.thread], id: 'first' });
    await captureReply(c.w)(receipt);
    await captureReply(c.w)(receipt);
    expect(await outcomesOf(capture(c.w, raw, { recipients: [c.thread], id: 'second' }))).toEqual([
      ['duplicate', null],
    ]);
    expect(await recorded(c)).toHaveLength(1);
    expect((await relayed(c.w)).sort()).toEqual([bob, chloe, lea]);
    const relays = (await c.w.communications.listEntries(c.communicationId)).filter((entry) => entry.kind === 'relay');
    expect(relays).toHaveLength(1);
  });

  test('records two different mails as two, even without a Message-ID', async () => {
    const c = await conversation();
    for (const text of ['Un.', 'Deux.', 'Deux.']) await reply(c, { messageId: null, text });
    expect((await recorded(c)).map((email) => email.body?.text)).toEqual(['Un.', 'Deux.', 'Deux.']);
  });

  test('records a genuine mail although another has used its Message-ID before (M17)', async () => {
    const c = await conversation();
    const genuine = { messageId: '<wanted@gc.test>', text: 'La vraie réponse.' };
    await reply(c, { ...genuine, from: 'eve@evil.test' }, { source: 'eve@evil.test' });
    await reply(c, genuine, { verdicts: { dmarc: 'FAIL' } });
    await reply(c, { ...genuine, from: bob });
    expect(await outcomesOf(reply(c, genuine))).toEqual([['recorded', null]]);
    expect((await recorded(c)).map((email) => email.from.address)).toEqual([bob, anne]);
  });

  test('comes to the same outcome in a second run for the mail that filled the brake', async () => {
    const c = await conversation();
    for (let n = 1; n < relayBrake.count; n += 1) await reply(c, { messageId: null, text: `${n}` });
    const receipt = await arrive(c.w, mailOf({ from: anne, to: [c.thread] }), { recipients: [c.thread] });
    const first = await captureReply(c.w)(receipt);
    expect(first[0]).toMatchObject({ outcome: 'recorded', reason: null });
    expect(await captureReply(c.w)(receipt)).toEqual(first);
    expect(await outcomesOf(reply(c, { text: 'de trop' }))).toEqual([['recorded', 'relay_waits_brake']]);
  });

  test('fails as unavailable for a mail that is not stored yet, so that it is tried again', async () => {
    const c = await conversation();
    const receipt = await arrive(c.w, Buffer.from(''), { recipients: [c.thread], id: 'late' });
    c.w.mail.stored.delete('mail/late');
    await expect(captureReply(c.w)(receipt)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  /** All calls that one capture makes to the stores, so that its process can die at each of them. */
  const callsOf = async (): Promise<{ port: 'communications' | 'files'; method: string; nth: number }[]> => {
    const c = await conversation();
    const before = { communications: c.w.communications.called.length, files: filesOf(c).called.length };
    await reply(c, { text: 'é'.repeat(100_000) });
    return (['communications', 'files'] as const).flatMap((port) => {
      const called = (port === 'files' ? filesOf(c) : c.w.communications).called.slice(before[port]);
      return called.map((method, index) => ({
        port,
        method: String(method),
        nth: called.slice(0, index + 1).filter((name) => name === method).length,
      }));
    });
  };
  const filesOf = (c: Conversation) =>
    c.w.files as typeof c.w.files & { called: string[]; breakOn(method: string, when: string, nth: number): void };

  test('does each thing exactly once although its process dies before or after any call, or between two relays (M19)', async () => {
    const calls = await callsOf();
    expect(calls.length).toBeGreaterThan(10);
    for (const { port, method, nth } of calls) {
      for (const when of ['before', 'after'] as const) {
        const c = await conversation();
        const target = port === 'files' ? filesOf(c) : c.w.communications;
        target.breakOn(method as 'getEmail', when, nth);
        const receipt = await arrive(c.w, mailOf({ from: anne, to: [c.thread], text: 'é'.repeat(100_000) }), {
          recipients: [c.thread],
        });
        await expect(captureReply(c.w)(receipt), `${when} ${method} ${nth}`).rejects.toThrow();
        await captureReply(c.w)(receipt);
        const [first, ...others] = c.w.sendFlow.started.slice(1);
        expect(others, `${when} ${method} ${nth}`).toEqual([]);
        const [recipientId] = first?.input.recipientIds ?? [];
        await sendEmail(c.w)({ emailId: first?.input.emailId ?? '', run: 1, recipientId: recipientId ?? '' });
        await captureReply(c.w)(receipt);
        expect((await relayed(c.w)).sort(), `${when} ${method} ${nth}`).toEqual([bob, chloe, lea]);
        expect(await recorded(c)).toHaveLength(1);
        expect(await c.w.communications.listEntries(c.communicationId)).toHaveLength(3);
      }
    }
  }, 60_000);

  test('leaves a flow that it could not start to reconcile, which starts it once', async () => {
    for (const how of ['not_started', 'answer_lost'] as const) {
      const c = await conversation();
      c.w.sendFlow.failNext(how);
      await reply(c);
      c.w.clock.advance(180_000);
      await reconcile(c.w)();
      expect((await relayed(c.w)).sort(), how).toEqual([bob, chloe, lea]);
    }
  });
});
