import { beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { executionName, flowInputOf } from '../../../shared/domain/conversation/flow.ts';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import { anne, bob, chloe, commitInvoiceEmail } from '../../fakes/worlds/committed-email.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

beforeAll(() => void flowDefinition(), 60_000);

const minute = 60_000;
const hour = 60 * minute;

const launched = async (w: FlowWorld): Promise<OutgoingEmail> => {
  const email = await commitInvoiceEmail(w, { withoutPdf: true });
  await launchEmail(w, email);
  await w.settled();
  return email;
};

const statesOf = async (w: FlowWorld, email: OutgoingEmail) =>
  Object.fromEntries((await w.communications.listDeliveries(email.id)).map((d) => [d.recipientId, d.latest.state]));
const everybody = (state: string) => ({
  [anne.recipientId]: state,
  [bob.recipientId]: state,
  [chloe.recipientId]: state,
});
const mailsToEach = (w: FlowWorld) => [anne, bob, chloe].map(({ address }) => w.mailer.mailsTo(address));

const tick = async (w: FlowWorld, afterMs: number) => {
  w.clock.advance(afterMs);
  await reconcile(w)();
  await w.settled();
};

describe('a mail that SES accepts, whose answer is lost and whose event never comes (S07)', () => {
  /** Either the socket is reset and the process lives, or the process dies too and leaves its claim behind. */
  const ways: Record<string, () => FlowWorld> = {
    'if the process lives': () => {
      const w = flowWorld();
      w.mailer.nextFor(bob.address, { kind: 'accepted_hidden' });
      return w;
    },
    'if the process dies too': () => {
      const w = flowWorld();
      const { send } = w.mailer;
      w.mailer.send = async (message) => {
        await send(message);
        if (message.to === bob.address) throw Object.assign(new Error('killed'), { name: 'Lambda.Unknown' });
        return { kind: 'accepted', sesMessageId: w.mailer.mails.at(-1)?.sesMessageId ?? '' };
      };
      return w;
    },
  };

  for (const [way, begin] of Object.entries(ways))
    test(`is unconfirmed within 15 minutes, sets the alarm's figure to 1, and is one mail after 30 days, ${way} (S07)`, async () => {
      const w = begin();
      const email = await launched(w);
      const claimedAt = w.clock.now().getTime();
      while ((await statesOf(w, email))[bob.recipientId] === 'sending') await tick(w, minute);
      expect((await statesOf(w, email))[bob.recipientId]).toBe('unconfirmed');
      expect(w.clock.now().getTime() - claimedAt).toBeLessThanOrEqual(15 * minute);
      for (let i = 0; i < 60; i += 1) await tick(w, minute);
      expect(Math.max(...w.metrics.of('Unconfirmed'))).toBe(1);
      for (let i = 0; i < 30 * 24; i += 1) await tick(w, hour);
      expect(await statesOf(w, email)).toEqual({ ...everybody('accepted'), [bob.recipientId]: 'unconfirmed' });
      expect(mailsToEach(w)).toEqual([1, 1, 1]);
      expect(w.mailer.posts.filter(({ to }) => to === bob.address)).toHaveLength(1);
      expect(await w.communications.getEmail(email.id)).toMatchObject({ settledAt: expect.any(String) });
      expect(w.metrics.of('InvariantBreaks').every((found) => found === 0)).toBe(true);
    });
});

/** An execution fails only when every try to record fails: all other errors are caught and recorded. */
const failingWorld = (failing: (step: string, recipientId: string) => 'before' | 'after' | null) => {
  let isUp = false;
  let redrives = 0;
  const w = flowWorld({}, async (step, run, event) => {
    const { recipientId = '' } = event as { recipientId?: string };
    const fails = isUp ? null : step.startsWith('Record') ? 'before' : failing(step, recipientId);
    if (fails !== 'before') {
      const answer = await run();
      if (fails === null) return answer;
    }
    throw Object.assign(new Error('down'), { name: 'Lambda.Handled' });
  });
  /** Runs every step again on the same input. A redrive does less: it skips the steps that had succeeded. */
  const redrive = async (email: OutgoingEmail) => {
    isUp = true;
    redrives += 1;
    await w.sendFlow.start(`${executionName(email.id, 1)}-redriven-${redrives}`, flowInputOf(email));
    await w.settled();
  };
  return { w, redrive };
};
const timesIn = (w: FlowWorld, step: string) => w.invoked.filter((invoked) => invoked === step).length;

describe('a redrive of a failed execution (S12)', () => {
  test('after a failed Send mails only those who got nothing, and after a failed Render reuses the PDF and mails each once (S12)', async () => {
    // Bob's step dies after handing over the mail, Chloé's before it begins, and nothing can be recorded.
    const send = failingWorld((step, recipientId) => {
      if (step !== 'SendEmail') return null;
      return recipientId === bob.recipientId ? 'after' : recipientId === chloe.recipientId ? 'before' : null;
    });
    const sent = await launched(send.w);
    expect(timesIn(send.w, 'RecordOutcome')).toBe(11);
    expect(mailsToEach(send.w)).toEqual([1, 1, 0]);
    await send.redrive(sent);
    expect(mailsToEach(send.w)).toEqual([1, 1, 1]);
    expect(send.w.renderer.calls).toHaveLength(1);
    expect(await statesOf(send.w, sent)).toEqual(everybody('accepted'));
    await send.redrive(sent);
    expect(timesIn(send.w, 'RenderDetail')).toBe(3);
    expect(mailsToEach(send.w)).toEqual([1, 1, 1]);

    // The PDF is written, but the step's answer is lost.
    const render = failingWorld((step) => (step === 'RenderDetail' ? 'after' : null));
    const rendered = await launched(render.w);
    expect(timesIn(render.w, 'RecordRenderFailure')).toBe(11);
    expect(mailsToEach(render.w)).toEqual([0, 0, 0]);
    const stored = await render.w.files.get(rendered.document?.key ?? '');
    await render.redrive(rendered);
    expect(render.w.renderer.calls).toHaveLength(1);
    expect(mailsToEach(render.w)).toEqual([1, 1, 1]);
    for (const { raw } of render.w.mailer.posts)
      expect(readPlainMime(raw).files[0]?.content).toEqual(Buffer.from(stored ?? []));
  });

  test('does not send again under a claim that outlived its process; reconcile ends the claim, and a late event corrects the state', async () => {
    const { w, redrive } = failingWorld(() => null);
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) => {
      if (delivery.recipientId === bob.recipientId && from === 'sending') throw new Error('the process is gone');
      return saveDelivery(delivery, from);
    };
    const email = await launched(w);
    w.communications.saveDelivery = saveDelivery;
    await redrive(email);
    expect(mailsToEach(w)).toEqual([1, 1, 1]);
    expect((await statesOf(w, email))[bob.recipientId]).toBe('sending');
    await tick(w, 2 * minute);
    expect((await statesOf(w, email))[bob.recipientId]).toBe('unconfirmed');
    const { sesMessageId = '' } = w.mailer.mails.find(({ to }) => to === bob.address) ?? {};
    await trackDelivery(w)(sesEvent('Send', { emailId: email.id, recipientId: bob.recipientId, sesMessageId }));
    expect(await statesOf(w, email)).toEqual(everybody('accepted'));
    expect(w.metrics.of('InvariantBreaks').every((found) => found === 0)).toBe(true);
  });

  test('after a failed Render that was recorded leaves every delivery failed and mails nobody', async () => {
    const w = flowWorld();
    w.renderer.failNext(new Error('out of memory'));
    const email = await launched(w);
    await w.sendFlow.start(`${executionName(email.id, 1)}-redriven`, flowInputOf(email));
    await w.settled();
    expect(await statesOf(w, email)).toEqual(everybody('failed'));
    expect(w.mailer.posts).toEqual([]);
  });
});
