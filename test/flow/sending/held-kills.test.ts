import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
import { anne, chloe, commitInvoiceEmail } from '../../fakes/worlds/committed-email.ts';
import { putInState } from '../../fakes/worlds/deliveries.ts';
import { world } from '../../fakes/worlds/world.ts';

beforeAll(() => void flowDefinition(), 60_000);

/** Two deliveries are held, and the account may send again. Every step and every tick may be killed. */
const killableWorld = async (plan: KillPlan) => {
  const parts = world();
  const email = await commitInvoiceEmail(parts, { recipients: [anne, chloe] });
  const at = parts.clock.now().toISOString();
  const detail = 'account_paused';
  const history = [{ state: 'held' as const, at, detail }];
  for (const { recipientId } of email.recipients)
    await putInState(parts, email.id, recipientId, 'held', { at, detail, history, id: 'attempt-0', run: 1 });
  await parts.communications.settleEmail(email.id, 1, at);
  const watched = ['communications', 'projects', 'files', 'mailer', 'account', 'sendSlots'] as const;
  return { ...killableFlow(plan, watched, parts), email };
};

const passTime = async ({ w, inProcess }: Awaited<ReturnType<typeof killableWorld>>, ticks: number) => {
  for (let i = 0; i < ticks; i += 1) {
    w.clock.advance(60_000);
    await inProcess(() => reconcile(w)()).catch(() => {});
    await w.settled();
  }
};

test('the end of a hold leaves nothing held and mails nobody twice, although it or its run is killed before or after any call', async () => {
  const baseline = await killableWorld(null);
  await passTime(baseline, 1);
  expect(baseline.w.mailer.mails).toHaveLength(2);
  const calls = [...baseline.calls];
  expect(calls).toEqual(expect.arrayContaining(['account.look', 'communications.nextRun', 'sendSlots.take']));

  const unconfirmedAt: string[] = [];
  for (const call of calls.keys()) {
    for (const when of ['before', 'after'] as const) {
      const killable = await killableWorld({ call, when });
      await passTime(killable, 6);
      const { w, email } = killable;
      const where = `${when} call ${call}, ${killable.calls[call]}`;
      const stored = await w.communications.getEmail(email.id);
      expect(stored, where).toMatchObject({ settledAt: expect.any(String) });
      for (const delivery of await w.communications.listDeliveries(email.id)) {
        const { state } = delivery.latest;
        const mails = w.mailer.mailsTo(delivery.address);
        expect(['accepted', 'unconfirmed'], where).toContain(state);
        if (state === 'accepted') expect(mails, where).toBe(1);
        expect(mails, where).toBeLessThanOrEqual(1);
        if (state === 'unconfirmed') unconfirmedAt.push(where);
      }
    }
  }
  // Only a kill between the claim and the write of SES's answer leaves an outcome that nobody can know.
  for (const where of unconfirmedAt) expect(where).toMatch(/saveDelivery|mailer\.send|getDelivery/);
  expect(unconfirmedAt.length).toBeGreaterThan(0);
}, 60_000);
