import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { isSettled } from '../../../shared/domain/delivery/delivery-rules.ts';
import { type FlowWorld, flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { mortalFlow } from '../../fakes/harness/mortal-flow.ts';
import { anne, chloe, commitInvoiceEmail, projectId } from '../../fakes/worlds/committed-email.ts';
import { putInState } from '../../fakes/worlds/deliveries.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

beforeAll(() => void flowDefinition(), 60_000);

const minute = 60_000;
const admin = { recipientId: 'cnt_lea', address: 'lea@steel.test' };

/** Léa has mailed Anne and Chloé: Anne's mail bounces, Chloé's has failed. Every tick and step may be killed at any call. */
const troubledWorld = async (plan: KillPlan) => {
  const { w, inProcess, calls } = mortalFlow(plan, ['communications', 'projects', 'mailer', 'keys']);
  const email = await commitInvoiceEmail(w, { recipients: [anne, chloe] });
  const sender = { projectId, id: admin.recipientId, name: 'Léa Côté', email: admin.address, userId: 'usr_lea' };
  await w.projects.putContact({ ...sender, company: '', language: 'fr', jobTitle: '' });
  await w.communications.settleEmail(email.id, 1, w.clock.now().toISOString());
  await putInState(w, email.id, anne.recipientId, 'accepted');
  await trackDelivery(w)(sesEvent('Bounce', { emailId: email.id, recipientId: anne.recipientId }));
  await putInState(w, email.id, chloe.recipientId, 'failed', { detail: 'message_rejected' });
  return { w, inProcess, calls };
};

const live = async ({ w, inProcess }: Awaited<ReturnType<typeof troubledWorld>>): Promise<void> => {
  for (let i = 0; i < 8; i += 1) {
    w.clock.advance(minute);
    await inProcess(() => reconcile(w)()).catch(() => {});
    await w.settled();
  }
};

/** Of each notice that was mailed, which trouble it is about; and how the notices' own deliveries stand. */
const outcome = async (w: FlowWorld) => {
  const ids = [...new Set(w.mailer.mails.map(({ tags }) => tags.emailId ?? ''))];
  const told = w.mailer.mails.map(({ to, tags }) => `${to} ${tags.emailId}`);
  const entries = (await w.communications.listByProject(projectId, 1, null)).items[0];
  const notices = (await w.communications.listEntries(entries?.id ?? '')).filter((e) => e.kind === 'notice');
  const states = await Promise.all(
    notices.map(async ({ emailId }) => (await w.communications.listDeliveries(emailId)).map(({ latest }) => latest)),
  );
  return {
    told,
    ids,
    notices: notices.length,
    states: states.flat().map(({ state }) => state),
    watched: await w.communications.listForReconcile('trouble', 10),
  };
};

test('killed before and after every call of reconcile and of the flow that carries them: each notice mailed once, or unconfirmed and not again', async () => {
  const whole = await troubledWorld(null);
  await live(whole);
  const expected = await outcome(whole.w);
  expect(expected).toMatchObject({ notices: 2, states: ['accepted', 'accepted'], watched: [] });
  expect(expected.told).toHaveLength(2);
  expect(new Set(expected.told.map((line) => line.split(' ')[0]))).toEqual(new Set([admin.address]));
  // The ticks that find nothing to do are not worth a kill each.
  const worth = whole.calls.findLastIndex((call) => /mailer|saveDelivery|settleEmail/.test(call)) + 1;
  expect(worth).toBeGreaterThan(30);
  const unconfirmedAt: string[] = [];
  for (let call = 0; call < worth; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const mortal = await troubledWorld({ call, when });
      await live(mortal);
      const where = `${when} call ${call}, ${mortal.calls[call]}`;
      const { told, notices, states, watched } = await outcome(mortal.w);
      expect(watched, where).toEqual([]);
      expect(notices, where).toBe(2);
      expect(new Set(told).size, where).toBe(told.length);
      expect(states.every(isSettled), where).toBe(true);
      const lost = states.filter((state) => state === 'unconfirmed').length;
      expect(told.length, where).toBeGreaterThanOrEqual(2 - lost);
      if (lost > 0) unconfirmedAt.push(where);
    }
  }
  // The one place where nobody can know: between the claim and the write of what SES said.
  for (const where of unconfirmedAt) expect(where).toMatch(/saveDelivery|mailer\.send|getDelivery/);
}, 120_000);
