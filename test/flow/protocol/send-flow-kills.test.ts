import { beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { isSettled } from '../../../shared/domain/delivery/delivery-rules.ts';
import { type FlowWorld, flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
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
const killableWorld = (plan: KillPlan, parts = world()) =>
  killableFlow(
    plan,
    ['communications', 'projects', 'files', 'mailer', 'account', 'sendSlots', 'keys', 'renderer'],
    parts,
  );

/** Other mail has taken every send slot of the next minute, so the flow must wait for its own. */
const behindOthers = async (): Promise<World> => {
  const parts = world();
  parts.account.state.maxPerSecond = 1;
  const now = parts.clock.now();
  for (let i = 0; i < 60; i += 1) await parts.sendSlots.take({ now, perSecond: 1, timeoutMs: 60_000 });
  return parts;
};
type Case = { withEvents: boolean; queue: boolean };
const worldOf = async ({ queue }: Case, plan: KillPlan) => killableWorld(plan, queue ? await behindOthers() : world());

/** Commits and launches an email as the API does. A kill may leave any part of that undone. */
const request = async ({ w, inProcess }: ReturnType<typeof killableWorld>): Promise<OutgoingEmail> => {
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

const threadOf = (w: FlowWorld) => `/projects/${projectId}/communications/${invoiceEmail(w).communicationId}`;

/** Lets eight minutes pass, with a tick a minute and the mails' events. Returns what a polling reader saw too late. */
const passTime = async ({ w, inProcess }: ReturnType<typeof killableWorld>, withEvents: boolean): Promise<string[]> => {
  const reader = pollingReader(apiWorld(w).call, w.clock.now, 'usr_lea', threadOf(w));
  const stale: string[] = [];
  const look = async () => stale.push(...[await reader.look()].filter((wrong) => wrong !== null));
  let reported = 0;
  for (let i = 0; i < 8; i += 1) {
    await w.settled();
    await look();
    if (withEvents) {
      for (const { tags, sesMessageId } of w.mailer.mails.slice(reported)) {
        reported += 1;
        const about = { emailId: tags.emailId, recipientId: tags.recipientId, attempt: 1, sesMessageId };
        const deliver = () => inProcess(() => trackDelivery(w)(sesEvent('Delivery', about as never)));
        // The queue delivers an event again when its process failed.
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

/** The state says that the mail went out although it did not, or that it did not although it went out. */
const isUntrue = ({ mails, state }: { mails: number; state: string }): boolean =>
  (['accepted', 'delivered'].includes(state) && mails !== 1) ||
  (['failed', 'cancelled', 'held'].includes(state) && mails !== 0);

const baseline = async (one: Case) => {
  const killable = await worldOf(one, null);
  const email = await request(killable);
  await passTime(killable, one.withEvents);
  const { w, calls } = killable;
  expect((await apiWorld(w).call('usr_lea', 'GET', threadOf(w))).status).toBe(200);
  expect(await outcome(w, email)).toMatchObject({ accepted: true, settled: true });
  expect(w.mailer.mails).toHaveLength(recipients.length);
  const cameBack = w.invoked.filter((step) => step === 'SendEmail').length > recipients.length;
  expect(cameBack).toBe(one.queue);
  return calls.length;
};

test.each([
  ['with mail events', { withEvents: true, queue: false }],
  ['without any event, behind a minute of other mail', { withEvents: false, queue: true }],
])(
  'a flow killed before or after any external call, %s, mails nobody twice, ends every delivery in a visible state and leaves no page stale (S05)',
  async (events, one: Case) => {
    const { withEvents } = one;
    const calls = await baseline(one);
    expect(calls).toBeGreaterThan(30);
    const unconfirmedAt: string[] = [];
    const found = { points: 0, doubleMails: 0, lost: 0, untruthful: 0 };
    for (let call = 0; call < calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const killable = await worldOf(one, { call, when });
        const email = await request(killable);
        const stale = await passTime(killable, withEvents);
        const where = `${when} call ${call}, ${killable.calls[call]}`;
        const { accepted, settled, each } = await outcome(killable.w, email);
        expect(stale, where).toEqual([]);
        found.points += 1;
        found.doubleMails += each.filter(({ mails }) => mails > 1).length;
        found.lost += accepted && (!settled || each.length < recipients.length) ? 1 : 0;
        found.untruthful += each.filter(isUntrue).length;
        // Only a kill before the commit item may leave nothing, since that request was never answered.
        expect(accepted, where).toBe(!(call === 0 && when === 'before'));
        if (!accepted) continue;
        expect(settled, where).toBe(true);
        expect(each, where).toHaveLength(recipients.length);
        for (const { mails, state } of each) {
          expect(mails, where).toBeLessThanOrEqual(1);
          expect(isSettled(state), where).toBe(true);
          // The state must be true: a mail went out where it says so, and none where it says not.
          if (['accepted', 'delivered'].includes(state)) expect(mails, where).toBe(1);
          if (['failed', 'cancelled', 'held'].includes(state)) expect(mails, where).toBe(0);
          if (state === 'unconfirmed') unconfirmedAt.push(where);
          if (withEvents && mails === 1) expect(state, where).toBe('delivered');
        }
        expect(
          killable.w.log.warnings().filter((line) => line.startsWith('invariant')),
          where,
        ).toEqual([]);
      }
    }
    console.log(`kill points, ${events}: ${JSON.stringify({ ...found, deliveriesInDoubt: unconfirmedAt.length })}`);
    expect(found).toEqual({ points: 2 * calls, doubleMails: 0, lost: 0, untruthful: 0 });
    // Only a kill between the claim and the write of SES's answer leaves an outcome that nobody can know.
    for (const where of unconfirmedAt) expect(where).toMatch(/saveDelivery|mailer\.send|getDelivery/);
    expect(unconfirmedAt.length).toBeGreaterThan(0);
  },
  120_000,
);
