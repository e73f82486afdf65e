import { beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import type { MailLimits } from '../../../shared/domain/quota.ts';
import { flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { expectRefused, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { outcomesOf, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { forge, quarantineWorld, waiting } from '../../fakes/worlds/quarantine-world.ts';

const exhausted = { status: 429, code: 'mail-budget-exhausted' };
const plenty = { hour: 1000, day: 1000 };
const limits = (more: Partial<MailLimits>): MailLimits => ({
  project: plenty,
  user: plenty,
  noticesPerDay: 1000,
  ...more,
});
const two = { to: ['cnt_julie', 'cnt_luc'] };
const minute = 60_000;
const hour = 60 * minute;

beforeAll(() => void flowDefinition(), 240_000);

describe('the mail budget of people', () => {
  test('refuses a project more mails than it may have in an hour, with the number and the time, until the hour is over (Y17)', async () => {
    const built = await seededWorld({ mailLimits: limits({ project: { hour: 5, day: 100 } }) });
    const { clock } = built.w;
    clock.set('2026-10-01T12:20:00.000Z');
    for (const key of ['a', 'b']) expect((await send(built, two, key)).status).toBe(202);
    const refused = await expectRefused(built, exhausted, () => send(built, two, 'c', 'usr_boss'));
    expect(refused.headers['retry-after']).toBe(String(40 * 60));
    expect(refused.json.quota).toEqual({
      of: 'project',
      window: 'hour',
      limit: 5,
      used: 4,
      freeAt: '2026-10-01T13:00:00.000Z',
    });
    expect(refused.json.detail).toContain('5 mails an hour; 4 are used, and this needs 2');
    expect((await send(built, { to: ['cnt_julie'] }, 'd')).status).toBe(202);
    clock.advance(40 * minute);
    expect((await send(built, two, 'c', 'usr_boss')).status).toBe(202);
  });

  test('counts a day as a moving window of twenty-four hours, and a refusal says when there will be room (Y17)', async () => {
    const built = await seededWorld({ mailLimits: limits({ project: { hour: 10, day: 5 } }) });
    const { clock } = built.w;
    clock.set('2026-10-01T12:20:00.000Z');
    await send(built, two, 'a');
    clock.advance(3 * hour);
    await send(built, two, 'b');
    clock.advance(20 * hour);
    const refused = await expectRefused(built, exhausted, () => send(built, two, 'c'));
    expect(refused.json.quota).toMatchObject({ window: 'day', limit: 5, used: 4, freeAt: '2026-10-02T12:00:00.000Z' });
    clock.set('2026-10-02T12:00:00.000Z');
    expect((await send(built, two, 'c')).status).toBe(202);
  });

  test('limits each user over all projects, and a refused request takes nothing from the others (Y17)', async () => {
    const built = await seededWorld({
      mailLimits: limits({ project: { hour: 6, day: 6 }, user: { hour: 2, day: 9 } }),
    });
    await send(built, two, 'a');
    for (let n = 0; n < 5; n += 1) {
      const refused = await expectRefused(built, exhausted, () => send(built, two, `again ${n}`));
      expect(refused.json.quota).toMatchObject({ of: 'user', limit: 2, used: 2 });
    }
    for (const key of ['b', 'c'])
      expect((await send(built, { to: ['cnt_luc', 'cnt_david'] }, key, 'usr_boss')).status).toBe(
        key === 'b' ? 202 : 429,
      );
  });

  test('counts a repeated key once, also when the request died after it was counted, in the same hour or later (Y17)', async () => {
    const built = await seededWorld({ mailLimits: limits({ project: { hour: 10, day: 3 } }) });
    const { communications, clock } = built.w;
    communications.breakOn('commitEmail', 'before');
    expect((await send(built, two, 'a')).status).toBe(500);
    communications.breakOn('commitEmail', 'before');
    expect((await send(built, two, 'a')).status).toBe(500);
    clock.advance(2 * hour);
    for (let n = 0; n < 3; n += 1) expect((await send(built, two, 'a')).status).toBe(202);
    await expectRefused(built, exhausted, () => send(built, two, 'b'));
    expect((await send(built, { to: ['cnt_julie'] }, 'c')).status).toBe(202);
  });

  test('counts all people of a request that died before its commit and is repeated with more of them (Y17)', async () => {
    const built = await seededWorld({ mailLimits: limits({ project: { hour: 4, day: 4 } }) });
    built.w.communications.breakOn('commitEmail', 'before');
    expect((await send(built, { to: ['cnt_julie'] }, 'a')).status).toBe(500);
    expect((await send(built, two, 'a')).status).toBe(202);
    expect((await send(built, { to: ['cnt_julie'] }, 'b')).status).toBe(202);
    await expectRefused(built, exhausted, () => send(built, { to: ['cnt_julie'] }, 'c'));
  });

  test('lets no more of twenty simultaneous sends through than it holds (Y17)', async () => {
    const built = await seededWorld({ mailLimits: limits({ project: { hour: 9, day: 100 } }) });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(built, two, `key-${n}`)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
  });

  test('counts a resend too, once for each key (Y17)', async () => {
    const flow = flowWorld({ mailLimits: limits({ project: { hour: 5, day: 5 } }) });
    const built = await seededWorld(flow);
    for (let n = 0; n < 2; n += 1) flow.mailer.next({ kind: 'refused', code: 'message_rejected' });
    const sent = await send(built, two, 'a');
    await flow.settled();
    const emailId = flow.sendFlow.started[0]?.input.emailId;
    const path = `/projects/prj_a/communications/${sent.json.id}/emails/${emailId}/resend`;
    const body = { recipients: ['cnt_julie', 'cnt_luc'], reason: 'Rien reçu' };
    const resend = (key: string) => built.call('usr_boss', 'POST', path, { body, headers: { 'idempotency-key': key } });
    for (let n = 0; n < 3; n += 1) expect((await resend('again')).status).toBe(202);
    await flow.settled();
    await expectRefused(built, exhausted, () => send(built, two, 'b'));
    expect((await send(built, { to: ['cnt_julie'] }, 'c')).status).toBe(202);
  });
});

describe('the mail budget of relays and notices', () => {
  test('lets replies over it be recorded while their relays wait, with the reason, until an Admin passes them on (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.project = { hour: 4, day: 4 };
    expect(await outcomesOf(reply(q.c, { text: 'un' }))).toEqual([['recorded', null]]);
    const [outcome] = await reply(q.c, { text: 'deux' });
    expect(outcome).toMatchObject({ outcome: 'recorded', reason: 'relay_waits_budget' });
    expect(q.c.w.metrics.of('RelaysBraked')).toEqual([0, 1]);
    expect(await relayed(q.c.w)).toHaveLength(3);
    const shown = (await q.thread()).emails.find((email: { id: string }) => email.id === outcome?.emailId);
    expect(shown.relay).toEqual({ state: 'waiting', reason: 'budget', by: null });
    const path = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${outcome?.emailId}/relay`;
    const refused = await expectRefused(q, exhausted, () => q.call('usr_lea', 'POST', path));
    expect(refused.json.quota).toMatchObject({ of: 'project', limit: 4, used: 3 });
    q.c.w.clock.advance(24 * hour);
    for (let n = 0; n < 2; n += 1) expect((await q.call('usr_lea', 'POST', path)).status).toBe(202);
    expect(await relayed(q.c.w)).toHaveLength(6);
  });

  test('keeps a fifth for people during a flood of replies (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.project = { hour: 10, day: 10 };
    for (const text of ['un', 'deux']) expect(await outcomesOf(reply(q.c, { text }))).toEqual([['recorded', null]]);
    expect(await outcomesOf(reply(q.c, { text: 'trois' }))).toEqual([['recorded', 'relay_waits_budget']]);
    const asked = (await q.thread()).emails.find(
      (email: { relay: { state: string } }) => email.relay?.state === 'waiting',
    );
    const path = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${asked.id}/relay`;
    expect((await q.call('usr_lea', 'POST', path)).status).toBe(202);
  });

  test('counts a mail once that is delivered twice or whose capture died (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.project = { hour: 8, day: 8 };
    q.c.w.communications.breakOn('commitEmail', 'before');
    const mail = { text: 'un', messageId: '<one@gc.test>' };
    await expect(reply(q.c, mail, { id: 'first' })).rejects.toThrow();
    expect(await outcomesOf(reply(q.c, mail, { id: 'first' }))).toEqual([['recorded', null]]);
    expect(await outcomesOf(reply(q.c, mail, { id: 'second' }))).toEqual([['duplicate', null]]);
    expect(await outcomesOf(reply(q.c, { text: 'deux' }))).toEqual([['recorded', null]]);
    expect(await outcomesOf(reply(q.c, { text: 'trois' }))).toEqual([['recorded', 'relay_waits_budget']]);
  });

  test('does not stop the relay of a mail that was counted before its capture died, even if the budget is used up meanwhile (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.project = { hour: 4, day: 4 };
    q.c.w.communications.breakOn('putEntry', 'before');
    await expect(reply(q.c, { text: 'un' }, { id: 'first' })).rejects.toThrow();
    q.c.w.clock.advance(30 * hour);
    q.c.w.mailLimits.project = { hour: 0, day: 0 };
    await reply(q.c, { text: 'un' }, { id: 'first' });
    expect(await relayed(q.c.w)).toHaveLength(3);
  });

  test('counts a release for the Admin, and refuses it before anything is decided (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.user = { hour: 3, day: 3 };
    const [first, second] = [await forge(q.c, { text: 'un' }), await forge(q.c, { text: 'deux' })];
    expect((await q.decide('release', first)).status).toBe(200);
    const refused = await expectRefused(q, exhausted, () => q.decide('release', second));
    expect(refused.json.quota).toMatchObject({ of: 'user', limit: 3, used: 3 });
    expect((await q.decide('release', second, 'usr_max')).status).toBe(200);
    expect((await q.decide('release', second)).status).toBe(200);
  });

  test('counts an unverified relay only when an Admin passes it on (Y17)', async () => {
    const q = await quarantineWorld();
    q.c.w.mailLimits.project = { hour: 4, day: 4 };
    await waiting(q.c, { text: 'un' });
    expect(await outcomesOf(reply(q.c, { text: 'deux' }))).toEqual([['recorded', null]]);
  });

  test('has a cap for notices of failures, which wait beyond it and are mailed when the day has moved on (Y17)', async () => {
    const flow = flowWorld({ mailLimits: limits({ noticesPerDay: 2 }) });
    const built = await seededWorld(flow);
    const notices = () => flow.mailer.mails.filter(({ to }) => to === 'admin@acier.test').length;
    for (const key of ['a', 'b', 'c']) {
      flow.mailer.next({ kind: 'refused', code: 'message_rejected' });
      await send(built, { to: ['cnt_julie'] }, key);
      await flow.settled();
    }
    const tick = async () => {
      flow.clock.advance(10 * minute);
      await reconcile(flow)();
      await flow.settled();
    };
    for (let n = 0; n < 3; n += 1) await tick();
    expect(notices()).toBe(2);
    flow.clock.advance(24 * hour);
    await tick();
    expect(notices()).toBe(3);
    await tick();
    expect(notices()).toBe(3);
  });
});
