import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { relayBrake } from '../../../shared/domain/limits.ts';
import { metricsNamespace } from '../../../shared/runtime/env.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import {
  type Conversation,
  capture,
  conversation,
  mailOf,
  newWorld,
  outcomesOf,
  recorded,
  relayed,
  reply,
} from '../../fakes/worlds/captured-mail.ts';
import { synthesized } from '../../infra/template.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';

const relaysIn = async ({ w, communicationId }: Conversation) =>
  (await w.communications.listEntries(communicationId)).filter((entry) => entry.kind === 'relay');

/** The alarms on the metric that the function counts. */
const alarmOn = (metric: string) => {
  const alarms = synthesized()
    .ofType('AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
  return alarms.filter(({ MetricName, Namespace }) => MetricName === metric && Namespace === metricsNamespace);
};

test('two robots that pass for people and exchange 200 mails get as many relays as the brake allows, and ring an alarm (M11)', async () => {
  const c = await conversation();
  for (let n = 0; n < 200; n += 1) {
    await reply(c, { from: n % 2 === 0 ? anne : bob, text: `réponse ${n}`, messageId: `<r${n}@gc.test>` });
    await runSendFlow(c.w);
  }
  expect(await relaysIn(c)).toHaveLength(relayBrake.count);
  expect(await recorded(c)).toHaveLength(200);
  const braked = c.w.metrics.of('RelaysBraked').reduce((sum, value) => sum + value, 0);
  expect(braked).toBe(200 - relayBrake.count);
  expect(alarmOn('RelaysBraked')).toMatchObject([
    { Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
  ]);
  c.w.clock.advance(relayBrake.seconds * 1000);
  expect(await outcomesOf(reply(c, { text: 'plus tard' }))).toEqual([['recorded', null]]);
}, 60_000);

/** Each robot answers every mail that it gets from us, until none is left. Returns the number of answers. */
const letRobotsAnswer = async (c: Conversation, headers: string[], most: number): Promise<number> => {
  const robots = [anne, bob];
  let answered = 0;
  let read = 0;
  while (answered < most) {
    await runSendFlow(c.w);
    const unread = c.w.mailer.mails.slice(read).filter(({ to }) => robots.includes(to));
    read = c.w.mailer.mails.length;
    if (unread.length === 0) return answered;
    for (const { to } of unread) {
      answered += 1;
      await reply(c, { from: to, text: `Je suis absent (${answered}).`, messageId: `<a${answered}@gc.test>`, headers });
    }
  }
  return answered;
};

test('two auto-responders that answer each other stop at once if they declare themselves, else at the brake', async () => {
  const honest = await conversation();
  expect(await letRobotsAnswer(honest, ['Auto-Submitted: auto-replied'], 500)).toBe(2);
  expect(await relaysIn(honest)).toEqual([]);
  const silent = await conversation();
  const answered = await letRobotsAnswer(silent, [], 500);
  expect(answered).toBeLessThan(50);
  expect((await relaysIn(silent)).length).toBeLessThanOrEqual(relayBrake.count);
}, 60_000);

test('a thousand mails to random addresses cause no mail and no answer, and one metric counts them (M12)', async () => {
  const w = newWorld();
  const before = w.communications.called.length;
  for (let n = 0; n < 1000; n += 1) {
    const letters = createHash('sha512')
      .update(`${n}`)
      .digest('hex')
      .replaceAll(/[0189]/g, 'q')
      .slice(0, 53);
    const address = `${n % 2 === 0 ? `r-b${letters.slice(0, 52)}` : letters.slice(0, 12)}@${w.replyDomain}`;
    const raw = mailOf({ from: `eve${n}@evil.test`, to: [address], messageId: `<${n}@evil.test>` });
    expect(await outcomesOf(capture(w, raw, { recipients: [address], source: `eve${n}@evil.test` }))).toEqual([
      ['unroutable', 'no_thread'],
    ]);
  }
  expect(w.sendFlow.started).toEqual([]);
  expect(await relayed(w, 0)).toEqual([]);
  const written = new Set(w.communications.called.slice(before).filter((method) => !/^(?:get|find|list)/.test(method)));
  expect(written).toEqual(new Set(['putFact']));
  expect(w.metrics.of('Unroutable').reduce((sum, value) => sum + value, 0)).toBe(1000);
  const others = ['Quarantined', 'RelaysBraked'].flatMap((name) => w.metrics.of(name));
  expect(others.every((value) => value === 0)).toBe(true);
}, 60_000);
