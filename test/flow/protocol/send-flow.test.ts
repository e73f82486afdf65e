import { beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { executionName, flowInputOf } from '../../../shared/domain/conversation/flow.ts';
import { forLog, ServiceError } from '../../../shared/domain/errors.ts';
import { labels } from '../../../shared/words/words.ts';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import {
  anne,
  bob,
  chloe,
  commitInvoiceEmail,
  freezeInvoice,
  invoiceEmail,
  seedProject,
} from '../../fakes/worlds/committed-email.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

const minute = 60_000;

beforeAll(() => void flowDefinition(), 60_000);

const look = async (w: FlowWorld, email: OutgoingEmail) => {
  const stored = await w.communications.getEmail(email.id);
  const deliveries = await w.communications.listDeliveries(email.id);
  return {
    settled: stored?.direction === 'outgoing' && stored.settledAt !== null,
    states: Object.fromEntries(deliveries.map((d) => [d.recipientId, d.latest.state])),
    details: deliveries.map((d) => d.latest.detail),
  };
};
const all = (state: string) => ({ [anne.recipientId]: state, [bob.recipientId]: state, [chloe.recipientId]: state });

const launched = async (w: FlowWorld, more: Parameters<typeof commitInvoiceEmail>[1] = {}) => {
  const email = await commitInvoiceEmail(w, { withoutPdf: true, ...more });
  await launchEmail(w, email);
  await w.settled();
  return email;
};

describe('a send flow', () => {
  test('renders once, mails each recipient once, and records that all is sent', async () => {
    const w = flowWorld();
    const email = await launched(w);
    expect(w.invoked).toEqual(['RenderDetail', 'SendEmail', 'SendEmail', 'SendEmail', 'RecordOutcome']);
    expect(await look(w, email)).toEqual({ settled: true, states: all('accepted'), details: [null, null, null] });
    expect(w.mailer.mails.map((mail) => mail.to).sort()).toEqual([anne.address, bob.address, chloe.address]);
  });

  test('attaches the rendered bytes, unchanged, for everybody', async () => {
    const w = flowWorld();
    const email = await launched(w);
    const stored = await w.files.get(email.document?.key ?? '');
    expect(Buffer.from(stored ?? []).toString()).toMatch(/^%PDF-plain fr /);
    for (const post of w.mailer.posts)
      expect(readPlainMime(post.raw).files[0]?.content).toEqual(Buffer.from(stored ?? []));
  });

  test('renders nothing for an email without a PDF', async () => {
    const w = flowWorld();
    const email = await launched(w, { kind: 'relay', document: null });
    expect(w.invoked).not.toContain('RenderDetail');
    expect(w.renderer.calls).toEqual([]);
    expect(await look(w, email)).toMatchObject({ settled: true, states: all('accepted') });
  });

  test('uses the PDF of the preview', async () => {
    const w = flowWorld();
    const email = invoiceEmail(w);
    const metadata = { sha256: 'f'.repeat(64), pages: '2' };
    await w.files.put(email.document?.key ?? '', Buffer.from('%PDF preview'), 'application/pdf', metadata);
    await launched(w);
    expect(w.renderer.calls).toEqual([]);
    expect(w.mailer.posts.map((post) => String(readPlainMime(post.raw).files[0]?.content))).toEqual(
      Array(3).fill('%PDF preview'),
    );
  });
});

describe('a rendering that fails', () => {
  test('mails nobody, fails every delivery with the reason, and is recorded', async () => {
    const w = flowWorld();
    w.renderer.failNext(new Error('out of memory'));
    const email = await launched(w);
    expect(w.invoked).toEqual(['RenderDetail', 'RecordRenderFailure']);
    expect(w.mailer.posts).toEqual([]);
    expect(await look(w, email)).toEqual({
      settled: true,
      states: all('failed'),
      details: Array(3).fill('render_failed'),
    });
  });

  test('because of a limit says so and what to do, in both languages, and is not tried again', async () => {
    const w = flowWorld();
    w.renderer.failNext(
      new ServiceError('too_large', 'render-limit', forLog('This invoice is too large to be made into a PDF.')),
    );
    const email = await launched(w);
    expect(w.invoked).toEqual(['RenderDetail', 'RecordRenderLimit']);
    expect(w.mailer.posts).toEqual([]);
    expect(await look(w, email)).toEqual({
      settled: true,
      states: all('failed'),
      details: Array(3).fill('render_limit'),
    });
    expect(labels('en').details.render_limit).toMatch(/too large.*[Ss]plit.*send/);
    expect(labels('fr').details.render_limit).toMatch(/trop volumineuse.*[Dd]ivisez.*envo/);
  });

  test('is not tried again by reconcile', async () => {
    const w = flowWorld();
    w.renderer.failNext(new Error('out of memory'));
    await launched(w);
    w.clock.advance(10 * minute);
    await reconcile(w)();
    await w.settled();
    expect(w.sendFlow.started).toHaveLength(1);
    expect(w.mailer.posts).toEqual([]);
  });

  test('because of an error of Lambda itself is tried again, and then everything is sent', async () => {
    let failures = 2;
    const w = flowWorld({}, async (step, run) => {
      if (step === 'RenderDetail' && failures-- > 0)
        throw Object.assign(new Error('x'), { name: 'Lambda.ServiceException' });
      return run();
    });
    const email = await launched(w);
    expect(w.invoked.filter((step) => step === 'RenderDetail')).toHaveLength(3);
    expect(await look(w, email)).toMatchObject({ settled: true, states: all('accepted') });
  });
});

describe('a recipient', () => {
  test('whose outcome the network hid is unconfirmed alone, until a late event corrects the state', async () => {
    const w = flowWorld();
    w.mailer.nextFor(bob.address, { kind: 'accepted_hidden' });
    const email = await launched(w);
    expect(await look(w, email)).toMatchObject({
      settled: true,
      states: { ...all('accepted'), [bob.recipientId]: 'unconfirmed' },
    });
    expect(w.mailer.mailsTo(bob.address)).toBe(1);
    await trackDelivery(w)(sesEvent('Send', { emailId: email.id, recipientId: bob.recipientId }));
    expect(await look(w, email)).toMatchObject({ states: all('accepted') });
  });

  test('whose message is refused fails alone', async () => {
    const w = flowWorld();
    w.mailer.nextFor(bob.address, { kind: 'refused', code: 'message_rejected' });
    const email = await launched(w);
    expect(await look(w, email)).toMatchObject({
      settled: true,
      states: { ...all('accepted'), [bob.recipientId]: 'failed' },
    });
  });

  test('whose step dies does not affect the others, and reconcile ends the claim and settles the email', async () => {
    const w = flowWorld();
    let isGone = true;
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) => {
      if (isGone && delivery.recipientId === bob.recipientId && from === 'sending')
        throw new Error('the process is gone');
      return saveDelivery(delivery, from);
    };
    const email = await launched(w);
    expect(await look(w, email)).toMatchObject({
      settled: false,
      states: { ...all('accepted'), [bob.recipientId]: 'sending' },
    });
    isGone = false;
    w.clock.advance(2 * minute);
    await reconcile(w)();
    expect(await look(w, email)).toMatchObject({
      settled: true,
      states: { ...all('accepted'), [bob.recipientId]: 'unconfirmed' },
    });
    expect(w.mailer.mailsTo(bob.address)).toBe(1);
  });
});

describe('a mail that SES throttles', () => {
  test('with 429 five times before 200 is mailed once, after growing waits of at most ten minutes (S09)', async () => {
    const w = flowWorld();
    w.mailer.nextFor(anne.address, ...Array.from({ length: 5 }, () => ({ kind: 'throttled' as const })));
    const email = await launched(w, { recipients: [anne] });
    expect(w.mailer.posts).toHaveLength(6);
    expect(w.mailer.mailsTo(anne.address)).toBe(1);
    expect(await look(w, email)).toMatchObject({ settled: true, states: { [anne.recipientId]: 'accepted' } });

    const [retry] = flowDefinition().States.ForEachRecipient.ItemProcessor.States.SendEmail.Retry;
    const waits = [0, 1, 2, 3, 4].map((n) =>
      Math.min(retry.IntervalSeconds * retry.BackoffRate ** n, retry.MaxDelaySeconds),
    );
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeLessThanOrEqual(600);
      if (i > 0) expect(wait).toBeGreaterThan(waits[i - 1] ?? Number.POSITIVE_INFINITY);
    }
  });

  test('for longer than the flow tries stays ready, and reconcile’s next run sends it', async () => {
    const w = flowWorld();
    const [retry] = flowDefinition().States.ForEachRecipient.ItemProcessor.States.SendEmail.Retry;
    w.mailer.nextFor(
      anne.address,
      ...Array.from({ length: retry.MaxAttempts + 1 }, () => ({ kind: 'throttled' as const })),
    );
    const email = await launched(w, { recipients: [anne] });
    expect(await look(w, email)).toMatchObject({ settled: false, states: { [anne.recipientId]: 'ready' } });
    w.clock.advance(2 * minute);
    await reconcile(w)();
    await w.settled();
    expect(w.sendFlow.started.map(({ name }) => name)).toEqual([
      executionName(email.id, 1),
      executionName(email.id, 2),
    ]);
    expect(await look(w, email)).toMatchObject({ settled: true, states: { [anne.recipientId]: 'accepted' } });
    expect(w.mailer.mailsTo(anne.address)).toBe(1);
  });
});

describe('a repeated run', () => {
  test('of everything mails nobody twice', async () => {
    const w = flowWorld();
    const email = await launched(w);
    for (const run of [2, 3]) {
      await w.sendFlow.start(executionName(email.id, run), flowInputOf({ ...email, run }));
      await w.settled();
    }
    expect(w.mailer.posts).toHaveLength(3);
    expect(w.renderer.calls).toHaveLength(1);
    expect(await look(w, email)).toMatchObject({ states: all('accepted') });
  });

  test('at the same time as the first mails nobody twice', async () => {
    const w = flowWorld();
    const email = await commitInvoiceEmail(w, { withoutPdf: true });
    await Promise.all([launchEmail(w, email), launchEmail(w, { ...email, run: 2 })]);
    await w.settled();
    expect(w.mailer.posts).toHaveLength(3);
    expect(await look(w, email)).toMatchObject({ states: all('accepted') });
  });
});

describe('an email', () => {
  test('whose process dies after the commit item, before the flow starts, is mailed once within two minutes (S03)', async () => {
    const w = flowWorld();
    await seedProject(w);
    await freezeInvoice(w);
    const email = invoiceEmail(w, { recipients: [anne] });
    await w.communications.commitEmail(email);
    for (let second = 0; second < 120 && w.mailer.mails.length === 0; second += 60) {
      w.clock.advance(minute);
      await reconcile(w)();
      await w.settled();
    }
    expect(w.mailer.mailsTo(anne.address)).toBe(1);
    w.clock.advance(10 * minute);
    await reconcile(w)();
    await w.settled();
    expect(w.mailer.posts).toHaveLength(1);
    expect(await look(w, email)).toMatchObject({ settled: true, states: { [anne.recipientId]: 'accepted' } });
  });

  test('whose step goes on after its task timed out is mailed once and becomes accepted (S11)', async () => {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const zombies: Promise<unknown>[] = [];
    const w = flowWorld({}, (step, run) => {
      const invocation = run();
      if (step !== 'SendEmail') return invocation;
      zombies.push(invocation);
      return Promise.reject(Object.assign(new Error('the task timed out'), { name: 'States.Timeout' }));
    });
    const { send } = w.mailer;
    w.mailer.send = async (message) => {
      await asleep;
      return send(message);
    };
    const email = await launched(w, { recipients: [anne] });
    expect(await look(w, email)).toMatchObject({ settled: false, states: { [anne.recipientId]: 'sending' } });
    wake();
    await Promise.all(zombies);
    expect(await look(w, email)).toMatchObject({ states: { [anne.recipientId]: 'accepted' } });
    for (let i = 0; i < 3; i += 1) {
      w.clock.advance(minute);
      await reconcile(w)();
      await w.settled();
    }
    expect(w.mailer.posts).toHaveLength(1);
    expect(await look(w, email)).toMatchObject({ settled: true, states: { [anne.recipientId]: 'accepted' } });
  });
});
