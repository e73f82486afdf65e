import { beforeAll, expect, test } from 'vitest';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { simulatedTime } from '../../fakes/harness/simulated-time.ts';
import { fakeClock } from '../../fakes/ports/fake-clock.ts';
import { meteredSes } from '../../fakes/ports/metered-ses.ts';
import { invoicePath, seededWorld, sendBody } from '../../fakes/worlds/api-world.ts';

beforeAll(() => void flowDefinition(), 60_000);

const perSecond = 14;
const sends = 200;

/** A port that the API must not use. */
const forbidden = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: (_, property) => {
      throw new Error(`${name}.${String(property)} was used`);
    },
  });

/** Numbers spread evenly between 0 and 1, the same in each run. */
const seededRandom = () => {
  let seed = 7;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
};

/** Step Functions' own waits before it tries a throttled step again: full jitter over the template's intervals. */
const backOff = (sleep: (milliseconds: number) => Promise<void>) => {
  const random = seededRandom();
  const tries = new Map<string, number>();
  return async (step: string, run: () => Promise<unknown>, event: unknown): Promise<unknown> => {
    const [retry] = flowDefinition().States.ForEachRecipient.ItemProcessor.States.SendEmail.Retry;
    expect(retry.JitterStrategy).toBe('FULL');
    return run().catch(async (error: unknown) => {
      if (step === 'SendEmail' && error instanceof Error && error.name === 'Throttled') {
        const key = JSON.stringify(event);
        const tried = tries.get(key) ?? 0;
        tries.set(key, tried + 1);
        const longest = Math.min(retry.IntervalSeconds * retry.BackoffRate ** tried, retry.MaxDelaySeconds);
        await sleep(random() * longest * 1000);
      }
      throw error;
    });
  };
};

const accepted = async (w: FlowWorld) => {
  const emails = w.sendFlow.started.map(({ input }) => input.emailId);
  const deliveries = await Promise.all(emails.map((id) => w.communications.listDeliveries(id)));
  const stored = await Promise.all(emails.map((id) => w.communications.getEmail(id)));
  return {
    emails: new Set(emails).size,
    settled: stored.filter((email) => email?.direction === 'outgoing' && email.settledAt !== null).length,
    deliveries: deliveries.flat().filter((d) => d.latest.state === 'accepted').length,
  };
};

test('200 sends within a second all go out at 14/s, no second holds more than 14, and the API answers 202 without waiting for a slot (L06)', async () => {
  const clock = fakeClock();
  const { timer, until } = simulatedTime(clock);
  const { account, mailer, instants } = meteredSes(clock, { maxPerSecond: perSecond });
  const w = flowWorld({ clock, timer: { ...timer, meanwhile: [] }, account, mailer }, backOff(timer.sleep));
  // A request could wait for its slot only by way of the account, the slots, SES or a timer: the API may use none.
  const built = await seededWorld({
    ...w,
    account: forbidden('account'),
    sendSlots: forbidden('sendSlots'),
    mailer: forbidden('mailer'),
    timer: forbidden('timer'),
  });
  const body = await sendBody(built);
  const request = async (i: number) => {
    await timer.sleep((1000 / sends) * i);
    const headers = { 'idempotency-key': `key-${i}` };
    return built.call('usr_admin', 'POST', `${invoicePath}/communications`, { body, headers });
  };
  const answers = await until(Promise.all(Array.from({ length: sends }, (_, i) => request(i))));
  expect(answers.map(({ status }) => status)).toEqual(Array(sends).fill(202));
  await until(w.settled());

  expect(await accepted(w)).toEqual({ emails: sends, settled: sends, deliveries: sends });
  expect(new Set(mailer.mails.map(({ tags }) => tags.emailId)).size).toBe(sends);
  expect(mailer.posts).toHaveLength(sends);
  const inASecond = instants.map((from) => instants.filter((at) => at >= from && at < from + 1000).length);
  expect(Math.max(...inASecond)).toBe(perSecond);
  // Hardly a slot was left unused, and many mails had to come back for theirs: the slots kept the rate, not a slow
  // flow.
  const seconds = ((instants.at(-1) ?? 0) - (instants[0] ?? 0)) / 1000;
  expect((sends - 1) / seconds).toBeGreaterThan(0.94 * perSecond);
  expect(w.invoked.filter((step) => step === 'SendEmail').length).toBeGreaterThan(1.5 * sends);
}, 60_000);
