import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { isSettled } from '../../../shared/domain/delivery/delivery-rules.ts';
import { type FlowWorld, flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
import { anne, chloe, commitInvoiceEmail, projectId } from '../../fakes/worlds/committed-email.ts';
import { putInState } from '../../fakes/worlds/deliveries.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

beforeAll(() => void flowDefinition(), 60_000);

const minute = 60_000;
const admin = { recipientId: 'cnt_lea', address: 'lea@steel.test' };

/**
 * Léa has mailed Anne and Chloé: Anne's mail bounced, Chloé's failed. Every tick and step may be killed at any call.
 */
const worldWithFailures = async (plan: KillPlan) => {
  const { w, inProcess, calls } = killableFlow(plan, ['communications', 'projects', 'mailer', 'keys']);
  const email = await commitInvoiceEmail(w, { recipients: [anne, chloe] });
  const sender = { projectId, id: admin.recipientId, name: 'Léa Côté', email: admin.address, userId: 'usr_lea' };
  await w.projects.putContact({ ...sender, company: '', language: 'fr', jobTitle: '' });
  await w.communications.settleEmail(email.id, 1, w.clock.now().toISOString());
  await putInState(w, email.id, anne.recipientId, 'accepted');
  await trackDelivery(w)(sesEvent('Bounce', { emailId: email.id, recipientId: anne.recipientId }));
  await putInState(w, email.id, chloe.recipientId, 'failed', { detail: 'message_rejected' });
  return { w, inProcess, calls };
};

const passTime = async ({ w, inProcess }: Awaited<ReturnType<typeof worldWithFailures>>): Promise<void> => {
  for (let i = 0; i < 8; i += 1) {
    w.clock.advance(minute);
    await inProcess(() => reconcile(w)()).catch(() => {});
    await w.settled();
  }
};

/**
 * The receiver and email id of each mailed notice, the states of the notices' own deliveries, and the reconcile list.
 */
const outcome = async (w: FlowWorld) => {
  const ids = [...new Set(w.mailer.mails.map(({ tags }) => tags.emailId ?? ''))];
  const mailed = w.mailer.mails.map(({ to, tags }) => `${to} ${tags.emailId}`);
  const entries = (await w.communications.listByProject(projectId, 1, null)).items[0];
  const notices = (await w.communications.listEntries(entries?.id ?? '')).filter((e) => e.kind === 'notice');
  const states = await Promise.all(
    notices.map(async ({ emailId }) => (await w.communications.listDeliveries(emailId)).map(({ latest }) => latest)),
  );
  return {
    mailed,
    ids,
    notices: notices.length,
    states: states.flat().map(({ state }) => state),
    reconcileList: await w.communications.listForReconcile('trouble', 10),
  };
};

test('a notice is mailed once, or is unconfirmed and not mailed again, if reconcile or its flow is killed before or after any call', async () => {
  const whole = await worldWithFailures(null);
  await passTime(whole);
  const expected = await outcome(whole.w);
  expect(expected).toMatchObject({ notices: 2, states: ['accepted', 'accepted'], reconcileList: [] });
  expect(expected.mailed).toHaveLength(2);
  expect(new Set(expected.mailed.map((line) => line.split(' ')[0]))).toEqual(new Set([admin.address]));
  // The last ticks find nothing to do: a kill there could change nothing.
  const callsToKill = whole.calls.findLastIndex((call) => /mailer|saveDelivery|settleEmail/.test(call)) + 1;
  expect(callsToKill).toBeGreaterThan(30);
  const unconfirmedAt: string[] = [];
  for (let call = 0; call < callsToKill; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const killable = await worldWithFailures({ call, when });
      await passTime(killable);
      const where = `${when} call ${call}, ${killable.calls[call]}`;
      const { mailed, notices, states, reconcileList } = await outcome(killable.w);
      expect(reconcileList, where).toEqual([]);
      expect(notices, where).toBe(2);
      expect(new Set(mailed).size, where).toBe(mailed.length);
      expect(states.every(isSettled), where).toBe(true);
      const lost = states.filter((state) => state === 'unconfirmed').length;
      expect(mailed.length, where).toBeGreaterThanOrEqual(2 - lost);
      if (lost > 0) unconfirmedAt.push(where);
    }
  }
  // Only a kill between the claim and the write of SES's answer leaves an outcome that nobody can know.
  for (const where of unconfirmedAt) expect(where).toMatch(/saveDelivery|mailer\.send|getDelivery/);
}, 120_000);
