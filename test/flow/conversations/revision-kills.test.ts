import { expect, test } from 'vitest';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { revisionSeconds } from '../../../shared/domain/limits.ts';
import { killPoints } from '../../fakes/harness/kill-points.ts';
import { type KillPlan, killSwitch } from '../../fakes/harness/kill-switch.ts';
import { answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

const readers = ['usr_admin', 'usr_boss', 'usr_detail'];

/**
 * The process that records a mail event dies at `plan`; five minutes later every reader asks again with the old tag.
 */
const runWithKill = async (plan: KillPlan): Promise<string[]> => {
  const t = await answeredThread();
  const look = (user: string, etag = '') => t.built.call(user, 'GET', t.path, { headers: { 'if-none-match': etag } });
  const before = await Promise.all(readers.map((user) => look(user)));
  const { watch, inProcess, calls } = killSwitch(plan);
  const event = sesEvent('Delivery', { emailId: t.invoiceEmailId, recipientId: 'cnt_julie' });
  const w = { ...t.w, communications: watch(t.w.communications, 'communications') };
  const died = await inProcess(() => trackDelivery(w)(event)).then(
    () => false,
    () => true,
  );
  expect(died).toBe(plan !== null);
  // The tag must expire by time alone, in case the queue's second try is lost. The second try comes only afterwards.
  t.w.clock.advance(revisionSeconds * 1000);
  for (const [i, user] of readers.entries()) {
    const asked = await look(user, before[i]?.headers.etag);
    const now = await look(user);
    if (asked.status === 304) expect(now.json).toEqual(before[i]?.json);
  }
  await trackDelivery(t.w)(event);
  for (const [i, user] of readers.entries()) {
    const asked = await look(user, before[i]?.headers.etag);
    expect(asked.status).toBe(200);
    expect(asked.json.emails[0].deliveries).toContainEqual(expect.objectContaining({ state: 'delivered' }));
  }
  return calls;
};

test('a mail event whose process is killed at any call leaves no reader with 304 for changed content after five minutes (Y05)', {
  timeout: 120_000,
}, async () => {
  const calls = await runWithKill(null);
  expect(calls.length).toBeGreaterThan(4);
  for (const { where: _, ...plan } of killPoints(calls)) await runWithKill(plan);
});
