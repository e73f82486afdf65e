import { describe, expect, test } from 'vitest';
import { decideNext } from '../../../../functions/reconcile/decide-next.ts';
import { mostListed } from '../../../../functions/reconcile/each-alone.ts';
import { reconcile } from '../../../../functions/reconcile/reconcile.ts';
import { launchEmail } from '../../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../../shared/domain/conversation/email.ts';
import { executionName } from '../../../../shared/domain/conversation/flow.ts';
import type { Delivery, DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { derivedId } from '../../../../shared/domain/ids.ts';
import { claimDeadAfterMs } from '../../../../shared/domain/limits.ts';
import {
  anne,
  bob,
  chloe,
  commitInvoiceEmail,
  invoiceEmail,
  seedProject,
} from '../../../fakes/worlds/committed-email.ts';
import { deliveryIn, putInState } from '../../../fakes/worlds/deliveries.ts';
import { type World, world } from '../../../fakes/worlds/world.ts';

const minute = 60_000;
const none = { wait: 0, start: 0, settle: 0, startAgain: 0, abandon: 0, trouble: 0 };

/** A two-minute-old email with the given execution and delivery states. */
const setUp = async (execution: 'running' | 'ended' | 'absent', ...states: DeliveryState[]) => {
  const w = world();
  const email = await commitInvoiceEmail(w);
  const name = executionName(email.id, 1);
  if (execution !== 'absent') await launchEmail(w, email);
  if (execution === 'ended') w.sendFlow.end(name);
  const recipients = [anne, bob, chloe];
  for (const [i, state] of states.entries())
    await putInState(w, email.id, recipients[i]?.recipientId ?? '', state, { at: w.clock.now().toISOString() });
  w.clock.advance(2 * minute);
  const readEmail = async () => {
    const stored = await w.communications.getEmail(email.id);
    if (stored?.direction !== 'outgoing') throw new Error('no such email');
    const deliveries = await w.communications.listDeliveries(email.id);
    return {
      run: stored.run,
      settled: stored.settledAt !== null,
      states: deliveries.map((d) => d.latest.state),
    };
  };
  return { w, email, name, readEmail };
};

const names = (w: World) => w.sendFlow.started.map((execution) => execution.name);

describe('an email that was stored and never started', () => {
  test('is started under its own name, once', async () => {
    const { w, name } = await setUp('absent');
    expect(await reconcile(w)()).toMatchObject({ ...none, start: 1 });
    expect(await reconcile(w)()).toMatchObject({ ...none, wait: 1 });
    expect(names(w)).toEqual([name]);
  });

  test('is left to its request for half a minute', async () => {
    const w = world();
    const email = await commitInvoiceEmail(w);
    w.clock.advance(29_999);
    expect(await reconcile(w)()).toMatchObject({ ...none, wait: 1 });
    w.clock.advance(1);
    expect(await reconcile(w)()).toMatchObject({ ...none, start: 1 });
    expect(names(w)).toEqual([executionName(email.id, 1)]);
  });

  test('gets every item that follows from its commit item if the process died right after it', async () => {
    const w = world();
    await seedProject(w);
    const email = invoiceEmail(w);
    await w.communications.commitEmail(email);
    w.clock.advance(minute);
    await reconcile(w)();
    expect(await w.communications.getCommunication(email.communicationId)).toMatchObject({ firstEmailId: email.id });
    expect(await w.communications.listEntries(email.communicationId)).toHaveLength(1);
    expect(await w.communications.listDeliveries(email.id)).toHaveLength(3);
    expect(w.sendFlow.started).toMatchObject([{ input: { emailId: email.id, run: 1 } }]);
  });

  test('is started once by two concurrent reconcile runs, even if the answer to the start is lost', async () => {
    const { w, name } = await setUp('absent');
    w.sendFlow.failNext('answer_lost');
    await Promise.all([reconcile(w)(), reconcile(w)()]);
    await reconcile(w)();
    expect(names(w)).toEqual([name]);
  });

  test('is tried again by the next reconcile run if the start failed', async () => {
    const { w, name } = await setUp('absent');
    w.sendFlow.failNext('not_started');
    await reconcile(w)();
    expect(names(w)).toEqual([]);
    await reconcile(w)();
    expect(names(w)).toEqual([name]);
  });
});

describe('an execution that ended with deliveries still ready', () => {
  test('is followed by the next run once, even in two concurrent reconcile runs', async () => {
    const { w, email, name, readEmail } = await setUp('ended', 'accepted', 'ready');
    await Promise.all([reconcile(w)(), reconcile(w)()]);
    expect(names(w)).toEqual([name, executionName(email.id, 2)]);
    expect(w.sendFlow.started[1]?.input.run).toBe(2);
    expect(await readEmail()).toMatchObject({ run: 2, settled: false });
  });

  test('is followed by a start under the new run’s name if the process died after incrementing the run', async () => {
    const { w, email } = await setUp('ended', 'ready');
    await w.communications.nextRun(email.id, 1, email.createdAt);
    expect(await reconcile(w)()).toMatchObject({ ...none, start: 1 });
    expect(names(w).at(-1)).toBe(executionName(email.id, 2));
  });

  test('is followed by each further run after a longer wait', async () => {
    const { w, email } = await setUp('ended', 'ready');
    const starts: number[] = [];
    const begin = Date.parse(email.createdAt);
    for (let i = 0; i < 70; i += 1) {
      const before = w.sendFlow.started.length;
      await reconcile(w)();
      for (const { name } of w.sendFlow.started.slice(before)) {
        starts.push((w.clock.now().getTime() - begin) / minute);
        w.sendFlow.end(name);
      }
      w.clock.advance(minute);
    }
    expect(starts).toEqual([2, 3, 7, 15, 31, 63]);
  });

  test('is given up after the tenth run: the deliveries fail and the email is settled', async () => {
    const { w, email, readEmail } = await setUp('ended', 'accepted', 'ready', 'ready');
    const lateRun = new Date(Date.parse(email.createdAt) + 511 * minute).toISOString();
    for (let run = 1; run < 10; run += 1) await w.communications.nextRun(email.id, run, lateRun);
    await launchEmail(w, { ...email, run: 10 });
    w.sendFlow.end(executionName(email.id, 10));
    w.clock.advance(24 * 60 * minute);
    expect(await reconcile(w)()).toMatchObject({ ...none, abandon: 1 });
    expect(await readEmail()).toEqual({ run: 10, settled: true, states: ['accepted', 'failed', 'failed'] });
    expect(await reconcile(w)()).toMatchObject(none);
  });
});

describe('an execution that ended with no delivery ready', () => {
  test('settles its email', async () => {
    const { w, readEmail } = await setUp('ended', 'accepted', 'failed', 'unconfirmed');
    expect(await reconcile(w)()).toMatchObject({ ...none, settle: 1 });
    expect(await readEmail()).toMatchObject({ run: 1, settled: true });
    expect(await reconcile(w)()).toMatchObject(none);
  });

  test('leaves its email open while a claim is recent', async () => {
    const { w, email, readEmail } = await setUp('ended', 'accepted', 'accepted');
    await putInState(w, email.id, chloe.recipientId, 'sending', { at: w.clock.now().toISOString() });
    expect(await reconcile(w)()).toMatchObject({ ...none, wait: 1 });
    expect(await readEmail()).toMatchObject({ settled: false, states: ['accepted', 'accepted', 'sending'] });
  });
});

describe('a claim', () => {
  test('older than any process can run is unconfirmed, and the email is settled', async () => {
    const { w, email, readEmail } = await setUp('ended', 'accepted', 'accepted', 'sending');
    expect(await reconcile(w)()).toMatchObject({ ...none, settle: 1 });
    expect(await readEmail()).toEqual({ run: 1, settled: true, states: ['accepted', 'accepted', 'unconfirmed'] });
    const delivery = await w.communications.getDelivery(email.id, chloe.recipientId);
    expect(delivery?.latest).toMatchObject({ detail: 'process_died' });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('is given up only after its time, to the millisecond', async () => {
    for (const [age, state] of [
      [claimDeadAfterMs, 'sending'],
      [claimDeadAfterMs + 1, 'unconfirmed'],
    ] as const) {
      const { w, email, readEmail } = await setUp('running', 'accepted', 'accepted');
      await putInState(w, email.id, chloe.recipientId, 'sending', { at: w.clock.now().toISOString() });
      w.clock.advance(age);
      await reconcile(w)();
      expect((await readEmail()).states[2]).toBe(state);
    }
  });

  test('is given up even while the execution still runs for the others', async () => {
    const { w, readEmail } = await setUp('running', 'ready', 'ready', 'sending');
    expect(await reconcile(w)()).toMatchObject({ ...none, wait: 1 });
    expect(await readEmail()).toEqual({ run: 1, settled: false, states: ['ready', 'ready', 'unconfirmed'] });
    expect(names(w)).toHaveLength(1);
  });

  test('that an event overtakes keeps the state of the event', async () => {
    const { w, email, readEmail } = await setUp('running', 'ready', 'ready', 'sending');
    const { listForReconcile } = w.communications;
    w.communications.listForReconcile = async (watch, limit) => {
      const before = await listForReconcile(watch, limit);
      if (watch === 'sending') await putInState(w, email.id, chloe.recipientId, 'delivered');
      return before;
    };
    await reconcile(w)();
    expect((await readEmail()).states[2]).toBe('delivered');
  });
});

describe('one reconcile run', () => {
  test('continues with the other emails if one fails', async () => {
    const w = world();
    const emails: OutgoingEmail[] = [];
    for (const key of ['a', 'b', 'c'])
      emails.push(
        await commitInvoiceEmail(w, {
          id: derivedId('eml', key),
          createdAt: `2026-10-01T12:00:0${emails.length}.000Z`,
        }),
      );
    const { describe: describeExecution } = w.sendFlow;
    w.sendFlow.describe = async (name) => {
      if (name.startsWith(emails[1]?.id ?? '-')) throw new Error('about jean@example.test');
      return describeExecution(name);
    };
    w.clock.advance(minute);
    expect(await reconcile(w)()).toMatchObject({ ...none, start: 2, trouble: 1 });
    expect(w.log.warnings()).toEqual(['email not reconciled']);
    expect(JSON.stringify(w.log.lines)).not.toContain('jean@');
  });

  test('reads each list only up to its limit', async () => {
    const w = world();
    const limits: number[] = [];
    const none = async (limit: number) => {
      limits.push(limit);
      return [];
    };
    w.communications.listOpenEmails = none;
    w.communications.listForReconcile = (_, limit) => none(limit);
    await reconcile(w)();
    expect(Math.max(...limits)).toBe(mostListed);
  });

  test('runs every sweep even if one fails, and reports the failure at the end', async () => {
    const { w, name } = await setUp('absent');
    const { listForReconcile } = w.communications;
    w.communications.listForReconcile = async (watch, limit) => {
      if (watch === 'sending') throw new Error('about jean@example.test');
      return listForReconcile(watch, limit);
    };
    await expect(reconcile(w)()).rejects.toMatchObject({ kind: 'unavailable', code: 'sweeps-failed' });
    expect(w.log.lines).toMatchObject([{ message: 'sweep failed', fields: { sweep: 'giveUpClaims', error: 'Error' } }]);
    expect(JSON.stringify(w.log.lines)).not.toContain('jean@');
    expect(names(w)).toEqual([name]);
  });

  test('does nothing with a settled email', async () => {
    const { w, email } = await setUp('ended', 'accepted', 'accepted', 'accepted');
    await w.communications.settleEmail(email.id, 1, w.clock.now().toISOString());
    expect(await reconcile(w)()).toMatchObject(none);
  });
});

test('no run is started while the last one runs, or for an email without ready deliveries', () => {
  const email = invoiceEmail(world());
  const now = new Date(Date.parse(email.createdAt) + 24 * 60 * minute);
  const states: DeliveryState[] = ['ready', 'sending', 'held', 'unconfirmed', 'accepted', 'failed'];
  for (const one of states)
    for (const two of states) {
      const deliveries: Delivery[] = [deliveryIn(one), deliveryIn(two)];
      expect(decideNext({ email, execution: 'running', deliveries, now })).toBe('wait');
      const ended = decideNext({ email, execution: 'ended', deliveries, now });
      expect(ended === 'startAgain').toBe(one === 'ready' || two === 'ready');
      expect(ended === 'settle').toBe(![one, two].includes('ready') && ![one, two].includes('sending'));
    }
});
