import { expect, test } from 'vitest';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { expectRefused, seededWorld, send } from '../../fakes/worlds/api-world.ts';

const path = '/projects/prj_a/sending';

test('an Admin can turn the project’s mail off, with a reason, and every Admin sees who did it, when and why (Y18)', async () => {
  const built = await seededWorld();
  const { call, w } = built;
  const seen = async (user: string) => (await call(user, 'GET', '/me')).json.projects[0].sending;
  expect(await seen('usr_boss')).toEqual({ paused: false, by: null, at: null, reason: null });
  const turn = (user: string, paused: boolean, reason: string) => call(user, 'PUT', path, { body: { paused, reason } });
  const paused = await turn('usr_admin', true, 'Mauvais taux de retenue');
  const by = { id: 'usr_admin', name: 'Name of admin' };
  expect(paused).toMatchObject({ status: 200, json: { paused: true, by, reason: 'Mauvais taux de retenue' } });
  expect(paused.json.at).toBe(w.clock.now().toISOString());
  expect(await seen('usr_boss')).toEqual(paused.json);
  expect(await seen('usr_detail')).toBeNull();
  w.clock.advance(60_000);
  expect((await turn('usr_boss', true, 'Moi aussi')).json).toEqual(paused.json);
  const resumed = await turn('usr_boss', false, 'Taux corrigé');
  expect(resumed.json).toMatchObject({ paused: false, by: { id: 'usr_boss' }, reason: 'Taux corrigé' });
  expect(
    w.log.lines.filter(({ message }) => /^sending /.test(message)).map(({ message, fields }) => [message, fields]),
  ).toEqual([
    ['sending paused', { projectId: 'prj_a', userId: 'usr_admin' }],
    ['sending resumed', { projectId: 'prj_a', userId: 'usr_boss' }],
  ]);
});

test('nobody but an Admin can use the switch, no import changes it, and an invalid request changes nothing (Y18)', async () => {
  const built = await seededWorld();
  const { call, imported, w } = built;
  const body = { paused: true, reason: 'Arrêt' };
  for (const user of ['usr_detail', 'usr_plain', 'usr_reader'])
    await expectRefused(built, { status: 403, code: 'forbidden' }, () => call(user, 'PUT', path, { body }));
  for (const user of ['usr_none', 'usr_zoe'])
    await expectRefused(built, { status: 404, code: 'not-found' }, () => call(user, 'PUT', path, { body }));
  for (const wrong of [{ paused: true }, { paused: true, reason: '' }, { reason: 'x' }])
    await expectRefused(built, { status: 422, code: 'validation-failed' }, () =>
      call('usr_admin', 'PUT', path, { body: wrong }),
    );
  await call('usr_admin', 'PUT', path, { body });
  await imported('/projects/prj_a', { name: 'Nouveau nom', number: '2026-014', company: { name: 'Acier' } });
  expect(await w.projects.getProject('prj_a')).toMatchObject({
    name: 'Nouveau nom',
    sendingPaused: true,
    sendingSwitch: body,
  });
});

test('the pre-send check cancels waiting mail, with the reason, while the mail is off, and later mail goes out (Y18)', async () => {
  const built = await seededWorld();
  const { call, w } = built;
  const first = await send(built);
  await call('usr_boss', 'PUT', path, { body: { paused: true, reason: 'Arrêt' } });
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(0);
  const deliveries = async () => (await call('usr_admin', 'GET', '/projects/prj_a/deliveries')).json.items;
  expect(await deliveries()).toMatchObject([{ state: 'cancelled', detail: 'sending_paused' }]);
  await call('usr_boss', 'PUT', path, { body: { paused: false, reason: 'Réglé' } });
  await send(built, {}, 'second');
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(1);
  expect(first.status).toBe(202);
});
