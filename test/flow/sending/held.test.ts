import { beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { emailState } from '../../../shared/domain/delivery/delivery-rules.ts';
import type { AccountState } from '../../../shared/domain/delivery/sending-account.ts';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { fakeClock } from '../../fakes/ports/fake-clock.ts';
import { meteredSes } from '../../fakes/ports/metered-ses.ts';
import { anne, bob, chloe, commitInvoiceEmail, setSenderLevel } from '../../fakes/worlds/committed-email.ts';
import { synthesized } from '../../infra/template.ts';

beforeAll(() => void flowDefinition(), 60_000);

const minute = 60_000;

const launched = async (limits: Partial<AccountState>) => {
  const clock = fakeClock();
  const { account, mailer, instants } = meteredSes(clock, limits);
  const w = flowWorld({ clock, account, mailer });
  const email = await commitInvoiceEmail(w);
  await launchEmail(w, email);
  await w.settled();
  return { w, email, account, instants };
};

/** Lets reconcile tick, `every` so many milliseconds, and runs what it starts. */
const passTime = async (w: FlowWorld, ticks: number, every = minute) => {
  for (let i = 0; i < ticks; i += 1) {
    w.clock.advance(every);
    await reconcile(w)();
    await w.settled();
  }
};

const look = async (w: FlowWorld, email: OutgoingEmail) => {
  const deliveries = await w.communications.listDeliveries(email.id);
  const latest = deliveries.map(({ latest }) => latest);
  return {
    email: emailState(deliveries),
    states: latest.map(({ state }) => state),
    details: latest.map(({ detail }) => detail),
  };
};

describe('when the day’s quota is used up', () => {
  test('further deliveries are held, ring an alarm, and are sent when the window has moved (S10)', async () => {
    const { w, email, instants } = await launched({ maxPerDay: 1 });
    const [first, ...others] = (await look(w, email)).states.toSorted();
    expect([first, ...others]).toEqual(['accepted', 'held', 'held']);
    expect(await look(w, email)).toMatchObject({ email: 'held' });
    expect((await look(w, email)).details.filter((detail) => detail === 'daily_quota')).toHaveLength(2);

    await passTime(w, 1);
    expect(w.metrics.of('Held')).toEqual([2]);
    const alarm = synthesized()
      .ofType('AWS::CloudWatch::Alarm')
      .find(({ Properties }) => Properties.Namespace === 'Courriel' && Properties.MetricName === 'Held');
    expect(alarm?.Properties).toMatchObject({ Threshold: 1, Statistic: 'Maximum' });
    expect(alarm?.Properties.AlarmActions).toHaveLength(1);

    // For hours the quota has no room, and nothing is posted in vain.
    await passTime(w, 23, 60 * minute);
    expect(w.mailer.posts).toHaveLength(1);
    expect(w.sendFlow.started).toHaveLength(1);
    // The first mail leaves the window, which makes room for one more, and a day later for the last.
    await passTime(w, 50, 60 * minute);
    expect(await look(w, email)).toMatchObject({ email: 'sent', states: Array(3).fill('accepted') });
    expect(w.mailer.mails.map(({ to }) => to).toSorted()).toEqual(
      [anne.address, bob.address, chloe.address].toSorted(),
    );
    for (const [i, at] of instants.entries())
      if (i > 0) expect(at - (instants[i - 1] ?? at)).toBeGreaterThanOrEqual(24 * 60 * minute);
    expect(w.metrics.of('Held').at(-1)).toBe(0);
  });

  test('deliveries are cancelled if their sender is not an Admin any more when there is room again', async () => {
    const { w, email, account } = await launched({ maxPerDay: 0 });
    await setSenderLevel(w, 'standard');
    account.state.maxPerDay = 200;
    await passTime(w, 2);
    expect(await look(w, email)).toMatchObject({ states: Array(3).fill('cancelled'), email: 'failed' });
    expect(w.mailer.posts).toEqual([]);
  });
});

describe('when the mail account is paused', () => {
  test('deliveries are held with a detail of their own, and go out when the pause ends', async () => {
    const { w, email, account } = await launched({ paused: true });
    expect(await look(w, email)).toMatchObject({ email: 'held', details: Array(3).fill('account_paused') });
    await passTime(w, 30);
    expect(await look(w, email)).toMatchObject({ email: 'held' });
    expect(w.sendFlow.started).toHaveLength(1);
    account.state.paused = false;
    await passTime(w, 1);
    expect(await look(w, email)).toMatchObject({ email: 'sent' });
    expect(w.mailer.posts).toHaveLength(3);
  });

  test('deliveries stay held if SES does not report its state, and reconcile reports the failure', async () => {
    const { w, email, account } = await launched({ paused: true });
    account.state.paused = false;
    account.failNext();
    w.clock.advance(minute);
    await expect(reconcile(w)()).rejects.toMatchObject({ code: 'sweeps-failed' });
    expect(await look(w, email)).toMatchObject({ email: 'held' });
    await passTime(w, 1);
    expect(await look(w, email)).toMatchObject({ email: 'sent' });
  });
});
