import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { isSettled } from '../../../shared/domain/delivery/delivery-rules.ts';
import { type FlowWorld, flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { mortalFlow } from '../../fakes/harness/mortal-flow.ts';
import { pollingReader } from '../../fakes/harness/polling-reader.ts';
import { apiWorld } from '../../fakes/worlds/api-world.ts';
import {
  anne,
  chloe,
  freezeInvoice,
  invoiceEmail,
  projectId,
  seedProject,
} from '../../fakes/worlds/committed-email.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';
import { type World, world } from '../../fakes/worlds/world.ts';

beforeAll(() => void flowDefinition(), 60_000);

const recipients = [anne, chloe];

/** A world in which every step of the flow is a process that may be killed at any of its calls to the outside. */
const mortalWorld = (plan: KillPlan, parts = world()) =>
  mortalFlow(
    plan,
    ['communications', 'projects', 'files', 'mailer', 'account', 'sendSlots', 'keys', 'renderer'],
    parts,
  );

/** Every turn of the next minute is somebody else's: the flow waits for its own. */
const behindOthers = async (): Promise<World> => {
  const parts = world();
  parts.account.state.maxPerSecond = 1;
  const now = parts.clock.now();
  for (let i = 0; i < 60; i += 1) await parts.sendSlots.take({ now, perSecond: 1, patienceMs: 60_000 });
  return parts;
};
type Case = { withEvents: boolean; queue: boolean };
const worldOf = async ({ queue }: Case, plan: KillPlan) => mortalWorld(plan, queue ? await behindOthers() : world());

/** What the API does with an accepted request. Null when not even the commit item was written: then it never said 202. */
const request = async ({ w, inProcess }: ReturnType<typeof mortalWorld>): Promise<OutgoingEmail> => {
  await seedProject(w);
  await freezeInvoice(w);
  const email = invoiceEmail(w, { recipients });
  const accept = async () => {
    await w.communications.commitEmail(email);
    await launchEmail(w, email);
  };
  await inProcess(accept).catch(() => {});
  return email;
};

const minute = 60_000;

/** Time goes on: the flow runs, a tick a minute, and each mail's events come, if they come. */
const threadOf = (w: FlowWorld) => `/projects/${projectId}/communications/${invoiceEmail(w).communicationId}`;

const live = async ({ w, inProcess }: ReturnType<typeof mortalWorld>, withEvents: boolean): Promise<string[]> => {
  const reader = pollingReader(apiWorld(w).call, w.clock.now, 'usr_lea', threadOf(w));
  const stale: string[] = [];
  const look = async () => stale.push(...[await reader.look()].filter((wrong) => wrong !== null));
  let told = 0;
  for (let i = 0; i < 8; i += 1) {
    await w.settled();
    await look();
    if (withEvents) {
      for (const { tags, sesMessageId } of w.mailer.mails.slice(told)) {
        told += 1;
        const about = { emailId: tags.emailId, recipientId: tags.recipientId, attempt: 1, sesMessageId };
        const deliver = () => inProcess(() => trackDelivery(w)(sesEvent('Delivery', about as never)));
        // A queue delivers again what was not taken.
        await deliver().catch(deliver);
      }
    }
    w.clock.advance(minute);
    await inProcess(() => reconcile(w)()).catch(() => {});
    await look();
  }
  await w.settled();
  return stale;
};

const outcome = async (w: FlowWorld, email: OutgoingEmail) => {
  const stored = await w.communications.getEmail(email.id);
  const deliveries = await w.communications.listDeliveries(email.id);
  return {
    accepted: stored !== null,
    settled: stored?.direction === 'outgoing' && stored.settledAt !== null,
    each: deliveries.map((d) => ({ mails: w.mailer.mailsTo(d.address), state: d.latest.state })),
  };
};

/** Said to have it who has not, or to be without it who has it. */
const isUntrue = ({ mails, state }: { mails: number; state: string }): boolean =>
  (['accepted', 'delivered'].includes(state) && mails !== 1) ||
  (['failed', 'cancelled', 'held'].includes(state) && mails !== 0);

const baseline = async (one: Case) => {
  const mortal = await worldOf(one, null);
  const email = await request(mortal);
  await live(mortal, one.withEvents);
  const { w, calls } = mortal;
  expect((await apiWorld(w).call('usr_lea', 'GET', threadOf(w))).status).toBe(200);
  expect(await outcome(w, email)).toMatchObject({ accepted: true, settled: true });
  expect(w.mailer.mails).toHaveLength(recipients.length);
  const cameBack = w.invoked.filter((step) => step === 'SendEmail').length > recipients.length;
  expect(cameBack).toBe(one.queue);
  return calls.length;
};

test.each([
  ['with SES’s events', { withEvents: true, queue: false }],
  ['without any event, behind a minute of other mail', { withEvents: false, queue: true }],
])(
  'killed before and after every external call, %s: no mail twice, every delivery ends in a visible state, no page stays stale (S05)',
  async (events, one: Case) => {
    const { withEvents } = one;
    const calls = await baseline(one);
    expect(calls).toBeGreaterThan(30);
    const unconfirmedAt: string[] = [];
    const found = { points: 0, doubleMails: 0, lost: 0, untruthful: 0 };
    for (let call = 0; call < calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const mortal = await worldOf(one, { call, when });
        const email = await request(mortal);
        const stale = await live(mortal, withEvents);
        const where = `${when} call ${call}, ${mortal.calls[call]}`;
        const { accepted, settled, each } = await outcome(mortal.w, email);
        expect(stale, where).toEqual([]);
        found.points += 1;
        found.doubleMails += each.filter(({ mails }) => mails > 1).length;
        found.lost += accepted && (!settled || each.length < recipients.length) ? 1 : 0;
        found.untruthful += each.filter(isUntrue).length;
        // Only a kill before the commit item leaves nothing: that request was never answered.
        expect(accepted, where).toBe(!(call === 0 && when === 'before'));
        if (!accepted) continue;
        expect(settled, where).toBe(true);
        expect(each, where).toHaveLength(recipients.length);
        for (const { mails, state } of each) {
          expect(mails, where).toBeLessThanOrEqual(1);
          expect(isSettled(state), where).toBe(true);
          // Nobody is said to have it who has not, and nobody is said to be without it who has it.
          if (['accepted', 'delivered'].includes(state)) expect(mails, where).toBe(1);
          if (['failed', 'cancelled', 'held'].includes(state)) expect(mails, where).toBe(0);
          if (state === 'unconfirmed') unconfirmedAt.push(where);
          if (withEvents && mails === 1) expect(state, where).toBe('delivered');
        }
        expect(
          mortal.w.log.warnings().filter((line) => line.startsWith('invariant')),
          where,
        ).toEqual([]);
      }
    }
    console.log(`kill points, ${events}: ${JSON.stringify({ ...found, deliveriesInDoubt: unconfirmedAt.length })}`);
    expect(found).toEqual({ points: 2 * calls, doubleMails: 0, lost: 0, untruthful: 0 });
    // The one place where nobody can know: between the claim and the write of what SES said.
    for (const where of unconfirmedAt) expect(where).toMatch(/saveDelivery|mailer\.send|getDelivery/);
    expect(unconfirmedAt.length).toBeGreaterThan(0);
  },
  120_000,
);
