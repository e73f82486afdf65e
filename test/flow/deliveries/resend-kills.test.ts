import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
import { seededWorld, send } from '../../fakes/worlds/api-world.ts';

beforeAll(() => void flowDefinition(), 60_000);

const doubted = ['luc@client.test', 'david@client.test'];

/**
 * Two deliveries of three are unconfirmed. An Admin resends both with one request that is never repeated. The process
 * that serves it may be killed.
 */
const resent = async (plan: KillPlan) => {
  const { w, inProcess, calls } = killableFlow(plan, ['communications', 'projects']);
  const built = await seededWorld(w);
  for (const address of doubted) w.mailer.nextFor(address, { kind: 'unknown', code: 'http_500' });
  const { id } = (await send(built, { to: ['cnt_julie', 'cnt_luc', 'cnt_david'] })).json;
  const emailId = w.sendFlow.started[0]?.input.emailId ?? '';
  await w.settled();
  w.clock.advance(60_000);
  const path = `/projects/prj_a/communications/${id}/emails/${emailId}/resend`;
  const body = { recipients: ['cnt_luc', 'cnt_david'], reason: 'nothing came' };
  const ask = () => built.call('usr_boss', 'POST', path, { body, headers: { 'idempotency-key': 'again-1' } });
  const first = calls.length;
  const answer = await inProcess(ask).catch(() => null);
  for (let i = 0; i < 4; i += 1) {
    await w.settled();
    w.clock.advance(60_000);
    await reconcile(w)();
  }
  await w.settled();
  return { w, emailId, calls, first, status: answer?.status ?? null };
};

test('a resend whose process is killed before or after any call mails each written attempt once, without another request', async () => {
  const baseline = await resent(null);
  expect(baseline.status).toBe(202);
  expect(doubted.map((address) => baseline.w.mailer.mailsTo(address))).toEqual([1, 1]);
  // The calls before these are those of the first mail, and after the start come the flow's own: S05 covers both.
  const { first } = baseline;
  const calls = baseline.calls.slice(first, baseline.calls.indexOf('sendFlow.start', first) + 1);
  expect(calls).toEqual(
    expect.arrayContaining(['communications.saveDelivery', 'communications.nextRun', 'sendFlow.start']),
  );

  let recovered = 0;
  for (const call of calls.map((_, i) => first + i)) {
    for (const when of ['before', 'after'] as const) {
      const { w, emailId, calls: made, status } = await resent({ call, when });
      const where = `${when} call ${call}, ${made[call]}`;
      expect(await w.communications.getEmail(emailId), where).toMatchObject({ settledAt: expect.any(String) });
      for (const delivery of await w.communications.listDeliveries(emailId)) {
        const { number, state } = delivery.latest;
        const isRequested = number === 2;
        const wasDoubted = doubted.includes(delivery.address);
        expect(w.mailer.mailsTo(delivery.address), where).toBe(isRequested || !wasDoubted ? 1 : 0);
        expect(state, where).toBe(isRequested || !wasDoubted ? 'accepted' : 'unconfirmed');
        if (isRequested && status === null) recovered += 1;
      }
    }
  }
  expect(recovered).toBeGreaterThan(0);
}, 60_000);
