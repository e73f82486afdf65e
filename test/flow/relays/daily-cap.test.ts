import { expect, test } from 'vitest';
import { relayBrake, relaysPerThreadDay } from '../../../shared/domain/limits.ts';
import { outcomesOf, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

const everyMs = 3 * 60_000;
const robots = ['anne@gc.test', 'bob@client.test'];
let written = 0;

/** The robots pass for people, at a pace that the ten-minute brake lets through. Returns the reason of each outcome. */
const robotsWrite = async ({ c }: QuarantineWorld, mails: number) => {
  const outcomes: (string | null)[] = [];
  for (let n = 0; n < mails; n += 1) {
    written += 1;
    c.w.clock.advance(everyMs);
    const from = robots[written % 2] ?? '';
    const [outcome] = await reply(c, { from, text: `réponse ${written}`, messageId: `<r${written}@robot.test>` });
    outcomes.push(outcome?.reason ?? null);
  }
  return outcomes;
};

const passOn = ({ call, c }: QuarantineWorld, emailId: string) =>
  call('usr_lea', 'POST', `/projects/${projectId}/communications/${c.communicationId}/emails/${emailId}/relay`);

test('two robots that write for two days, below the brake, get one day’s cap of relays, and then none until an Admin passes one on (Y20)', async () => {
  expect(relayBrake.count).toBeGreaterThan((relayBrake.seconds * 1000) / everyMs);
  const q = await quarantineWorld();
  const before = q.c.w.mailer.mails.length;
  const outcomes = await robotsWrite(q, 960);
  expect(outcomes.filter((reason) => reason === null)).toHaveLength(relaysPerThreadDay);
  // The cap latches: a day later there would be room again, and still nothing goes out.
  expect(new Set(outcomes.slice(relaysPerThreadDay))).toEqual(new Set(['relay_waits_daily_cap']));
  expect(await recorded(q.c)).toHaveLength(960);
  await relayed(q.c.w);
  expect(q.c.w.mailer.mails.length - before).toBeLessThanOrEqual(3 * relaysPerThreadDay);
  const braked = q.c.w.metrics.of('RelaysBraked').reduce((sum, value) => sum + value, 0);
  expect(braked).toBe(960 - relaysPerThreadDay);
}, 240_000);

test('the thread shows that its relays have stopped, and an Admin’s click passes that one on and allows another day’s worth (Y20)', async () => {
  const q = await quarantineWorld();
  await robotsWrite(q, relaysPerThreadDay);
  const [stopped] = await reply(q.c, { text: 'Bonjour, c’est moi.' });
  expect(stopped?.reason).toBe('relay_waits_daily_cap');
  const shown = (await q.thread()).emails.find(({ id }: { id: string }) => id === stopped?.emailId);
  expect(shown.relay).toEqual({ state: 'waiting', reason: 'daily_cap', by: null });
  const mails = (await relayed(q.c.w)).length;
  for (let n = 0; n < 2; n += 1) expect((await passOn(q, stopped?.emailId ?? '')).status).toBe(202);
  expect(await relayed(q.c.w)).toHaveLength(mails + 3);
  q.c.w.clock.advance(everyMs);
  const outcomes = await robotsWrite(q, relaysPerThreadDay + 3);
  expect(outcomes.filter((reason) => reason === null)).toHaveLength(relaysPerThreadDay);
}, 120_000);

test('forty mails at that pace stay below the cap, and a stopped conversation’s next reply waits (Y20)', async () => {
  const q = await quarantineWorld();
  expect(new Set(await robotsWrite(q, 40))).toEqual(new Set([null]));
  await q.c.w.communications.stopRelays(q.c.communicationId, q.c.w.clock.now().toISOString());
  const [waits] = await outcomesOf(reply(q.c, { text: 'Merci' }));
  expect(waits).toEqual(['recorded', 'relay_waits_daily_cap']);
}, 60_000);
