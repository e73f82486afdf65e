import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
import { seededWorld, send } from '../../fakes/worlds/api-world.ts';

beforeAll(() => void flowDefinition(), 60_000);

const luc = 'luc@client.test';
const plain = 'plain@acier.test';

/** One request for a reply to all from the tab that adds a new person. The process that serves it may be killed. */
const answered = async (plan: KillPlan) => {
  const { w, inProcess, calls } = killableFlow(plan, ['communications', 'projects']);
  const built = await seededWorld(w);
  const { id } = (await send(built, { to: ['cnt_julie'] })).json;
  const invoiceEmailId = w.sendFlow.started[0]?.input.emailId ?? '';
  await w.settled();
  w.clock.advance(60_000);
  const people = { kind: 'reply_all', to: ['cnt_luc'], cc: ['cnt_plain'] };
  const body = { ...people, inReplyTo: invoiceEmailId, language: 'fr', includeDocument: true };
  const headers = { 'idempotency-key': 'answer-1' };
  const ask = () => built.call('usr_boss', 'POST', `/projects/prj_a/communications/${id}/emails`, { body, headers });
  const first = calls.length;
  const answer = await inProcess(ask).catch(() => null);
  for (let i = 0; i < 3; i += 1) {
    await w.settled();
    w.clock.advance(60_000);
    await reconcile(w)();
  }
  await w.settled();
  return { w, built, ask, communicationId: id as string, calls, first, status: answer?.status ?? null };
};

test('an answer whose process is killed before or after any call is mailed once if it was accepted, adds its people, and is not mailed again by a repeat', async () => {
  const baseline = await answered(null);
  expect(baseline.status).toBe(202);
  const { first } = baseline;
  const calls = baseline.calls.slice(first, baseline.calls.indexOf('sendFlow.start', first) + 1);
  expect(calls).toEqual(
    expect.arrayContaining(['communications.commitEmail', 'communications.joinCommunication', 'sendFlow.start']),
  );

  const beforeRepeat: number[] = [];
  for (const call of calls.map((_, i) => first + i)) {
    for (const when of ['before', 'after'] as const) {
      const { w, ask, communicationId, calls: made } = await answered({ call, when });
      const where = `${when} call ${call}, ${made[call]}`;
      const mailed = w.mailer.mailsTo(luc);
      expect(w.mailer.mailsTo(plain), where).toBe(mailed);
      expect(mailed, where).toBeLessThanOrEqual(1);
      beforeRepeat.push(mailed);
      expect((await ask()).status, where).toBe(202);
      await w.settled();
      expect([w.mailer.mailsTo(luc), w.mailer.mailsTo(plain)], where).toEqual([1, 1]);
      const stored = await w.communications.getCommunication(communicationId);
      expect(stored?.joined?.map((person) => person.recipientId).toSorted(), where).toEqual([
        'cnt_boss',
        'cnt_luc',
        'cnt_plain',
      ]);
      const emailId = (await w.communications.listEntries(communicationId)).at(-1)?.emailId ?? '';
      const states = (await w.communications.listDeliveries(emailId)).map((delivery) => delivery.latest.state);
      expect(states, where).toEqual(['accepted', 'accepted']);
    }
  }
  // Both cases must have occurred: a kill before the acceptance, and one after it, where reconcile finished the answer.
  expect(new Set(beforeRepeat)).toEqual(new Set([0, 1]));
}, 60_000);
