import { expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId, setSenderLevel } from '../../fakes/worlds/committed-email.ts';
import { forge, type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The mails that went out beside the invoice's three, after that many ticks. */
const mailedAfter = async ({ c: { w } }: QuarantineWorld, ticks = 3) => {
  for (let i = 0; i < ticks; i += 1) {
    w.clock.advance(minute);
    await reconcile(w)();
    await runSendFlow(w);
  }
  const mails = w.mailer.mails.slice(3);
  return Promise.all(
    mails.map(async ({ to, from, raw, tags }) => {
      const { subject, text } = await mimeReader().read(raw);
      return { to, from, subject: subject.replaceAll('\u00a0', ' '), text: text ?? '', tags };
    }),
  );
};
const receivers = (mails: { to: string }[]) => mails.map(({ to }) => to).sort();

test('100 forged mails of two kinds cause one notice for each Admin and kind, and no other mail', async () => {
  const q = await quarantineWorld();
  for (let i = 0; i < 100; i += 1) {
    if (i % 2 === 0) await forge(q.c, { text: `faux ${i}`, subject: 'Évadez-vous' });
    else await reply(q.c, { from: `eve${i}@evil.test`, text: `inconnue ${i}` }, { source: null });
    if (i % 10 === 9) await reconcile(q.c.w)();
  }
  const mails = await mailedAfter(q);
  expect(receivers(mails)).toEqual(['lea@steel.test', 'lea@steel.test', 'max@steel.test', 'max@steel.test']);
  expect(new Set(mails.map(({ from }) => from))).toEqual(new Set([`no-reply@${q.c.w.replyDomain}`]));
  const toMax = mails.filter(({ to }) => to === 'max@steel.test');
  expect(toMax.map(({ subject }) => subject).sort()).toEqual([
    'École des Rapides: mail quarantined (sender outside the conversation)',
    'École des Rapides: mail quarantined (sender possibly forged)',
  ]);
  const toLea = mails.find(({ to, subject }) => to === 'lea@steel.test' && subject.includes('usurpé'));
  expect(toLea?.subject).toBe('École des Rapides : courriel retenu (expéditeur peut-être usurpé)');
  expect(toLea?.text).toContain(`https://courriel.test/#/projects/${projectId}/quarantine`);
  expect(mails.map(({ text }) => text).join()).not.toMatch(/Évadez|faux \d|evil\.test/);
  expect((await q.thread()).emails).toHaveLength(1);
}, 60_000);

test('a mail that came after the notice is notified the next day if it is still quarantined then', async () => {
  const q = await quarantineWorld();
  await forge(q.c, { text: 'le premier' });
  expect(await mailedAfter(q)).toHaveLength(2);
  const later = await forge(q.c, { text: 'plus tard' });
  const gone = await forge(q.c, { text: 'aussitôt rejeté' });
  await q.decide('discard', gone);
  expect(await mailedAfter(q)).toHaveLength(2);
  q.c.w.clock.advance(day);
  const mails = await mailedAfter(q);
  expect(mails).toHaveLength(4);
  const email = await q.c.w.communications.getEmail(mails[3]?.tags.emailId ?? '');
  expect(email).toMatchObject({ heldNotice: { emailIds: [later] } });
  q.c.w.clock.advance(day);
  expect(await mailedAfter(q)).toHaveLength(4);
});

test('no notice goes out for a mail decided on before, nor to a member who is not an Admin any more', async () => {
  const q = await quarantineWorld();
  await q.decide('discard', await forge(q.c));
  expect(await mailedAfter(q)).toEqual([]);
  await forge(q.c, { text: 'encore' });
  q.c.w.clock.advance(minute);
  await reconcile(q.c.w)();
  await setSenderLevel(q.c.w, 'standard');
  await runSendFlow(q.c.w);
  expect(receivers(await mailedAfter(q))).toEqual(['max@steel.test']);
});
