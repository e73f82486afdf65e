import { expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { killPoints } from '../../fakes/harness/kill-points.ts';
import { type KillPlan, killSwitch } from '../../fakes/harness/kill-switch.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { newWorld, recorded } from '../../fakes/worlds/captured-mail.ts';
import { forge, quarantineWorld, waiting } from '../../fakes/worlds/quarantine-world.ts';

/** The process of the API or of reconcile may die at any call to these ports. */
const killableQuarantine = async (plan: KillPlan) => {
  const { watch, inProcess, calls } = killSwitch(plan);
  const plain = newWorld();
  const { communications, files, sendFlow, projects } = plain;
  const q = await quarantineWorld({
    ...plain,
    communications: watch(communications, 'communications'),
    files: watch(files, 'files'),
    sendFlow: watch(sendFlow, 'sendFlow'),
    projects: watch(projects, 'projects'),
  });
  const { w } = q.c;
  /** A killed process answers nobody, and the next tick finds what it left undone. */
  const act = async (work: () => Promise<unknown>) => {
    await inProcess(work).catch(() => {});
    w.clock.advance(60_000);
    await inProcess(reconcile(w)).catch(() => {});
    await runSendFlow(w);
  };
  return { ...q, act, calls };
};

/** This text is too long for the item, so it is kept in a file. */
const long = { text: 'é'.repeat(33_000) };

test('a release killed after any write is recorded once, relayed once to each of the others, and finished', async () => {
  const release = async (plan: KillPlan) => {
    const q = await killableQuarantine(plan);
    const id = await forge(q.c, long);
    await q.act(() => q.decide('release', id));
    const made = q.calls.length;
    // The Admin got no answer and clicks again.
    await q.act(() => q.decide('release', id));
    const { w, communicationId } = q.c;
    const relays = w.mailer.mails.slice(3).filter(({ from }) => !from.startsWith('no-reply@'));
    return {
      made,
      calls: q.calls,
      found: {
        relayed: relays.map(({ to }) => to).sort(),
        recorded: (await recorded(q.c)).map((email) => [email.id === id, email.held?.handled?.action]),
        entries: (await w.communications.listEntries(communicationId)).length,
        unfinished: await w.communications.listQuarantinedFor('unfinished', 10),
        open: await w.communications.listOpenEmails(10),
      },
    };
  };
  const whole = await release(null);
  expect(whole.found).toEqual({
    relayed: ['bob@client.test', 'chloe@steel.test', 'lea@steel.test'],
    recorded: [[true, 'released']],
    entries: 3,
    unfinished: [],
    open: [],
  });
  expect(whole.made).toBeGreaterThan(30);
  for (const { where, ...plan } of killPoints(whole.calls, 0, whole.made)) {
    const killed = await release(plan);
    expect(killed.found, where).toEqual(whole.found);
  }
}, 60_000);

test('a tick that notifies of quarantined mail and is killed after any write sends one notice to each Admin', async () => {
  const tick = async (plan: KillPlan) => {
    const q = await killableQuarantine(plan);
    await forge(q.c);
    for (let i = 0; i < 4; i += 1) await q.act(async () => {});
    const { w } = q.c;
    const notified = w.mailer.mails.slice(3).map(({ to }) => to);
    return {
      calls: q.calls,
      found: { notified: notified.sort(), left: await w.communications.listQuarantinedFor('untold', 10) },
    };
  };
  const whole = await tick(null);
  expect(whole.found).toEqual({ notified: ['lea@steel.test', 'max@steel.test'], left: [] });
  const callsToKill = whole.calls.indexOf('communications.setTellAt') + 10;
  expect(callsToKill).toBeGreaterThan(20);
  for (const { where, ...plan } of killPoints(whole.calls, 0, callsToKill)) {
    const killed = await tick(plan);
    expect(killed.found, where).toEqual(whole.found);
  }
}, 60_000);

test('a waiting relay passed on by two Admins, the first one’s process killed at any write, reaches each of the others once', async () => {
  const press = async (plan: KillPlan) => {
    const q = await killableQuarantine(plan);
    const { w, communicationId } = q.c;
    const id = await waiting(q.c);
    const path = `/projects/prj_1/communications/${communicationId}/emails/${id}/relay`;
    await q.act(() => q.call('usr_lea', 'POST', path));
    const made = q.calls.length;
    await q.act(() => q.call('usr_max', 'POST', path));
    return {
      made,
      calls: q.calls,
      relayed: w.mailer.mails
        .slice(3)
        .map(({ to }) => to)
        .sort(),
    };
  };
  const whole = await press(null);
  expect(whole.relayed).toEqual(['bob@client.test', 'chloe@steel.test', 'lea@steel.test']);
  for (const { where, ...plan } of killPoints(whole.calls, 0, whole.made)) {
    const killed = await press(plan);
    expect(killed.relayed, where).toEqual(whole.relayed);
  }
}, 60_000);
