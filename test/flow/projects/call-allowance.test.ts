import { expect, test } from 'vitest';
import type { Method } from '../../../shared/api/route.ts';
import { callAllowance } from '../../../shared/domain/limits.ts';
import { expectRefused, invoicePath, seededWorld, send } from '../../fakes/worlds/api-world.ts';

const tooMany = { status: 429, code: 'too-many-requests' };
const list = '/projects/prj_a/communications';

test('two hundred simultaneous sends of one user use none of the allowance, since the mail budgets limit sends (Y19)', async () => {
  const built = await seededWorld();
  const statuses = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => (await send(built, {}, `key-${n}`)).status),
  );
  expect(new Set(statuses)).toEqual(new Set([202]));
  for (let n = 0; n < callAllowance.burst; n += 1)
    expect((await built.call('usr_admin', 'GET', `${list}?q=acier`)).status).toBe(200);
});

test('a user whose allowance is used up is told when to come back, and another user is served meanwhile (Y19)', async () => {
  const built = await seededWorld();
  const ask = (user = 'usr_reader') => built.call(user, 'GET', `${list}?q=acier`);
  for (let n = 0; n < callAllowance.burst; n += 1) await ask();
  const refused = await expectRefused(built, tooMany, ask);
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(3);
  expect((await ask('usr_boss')).status).toBe(200);
  built.w.clock.advance(seconds * 1000);
  expect((await ask()).status).toBe(200);
});

test('four hundred simultaneous searches of one user are refused beyond the allowance, as are further requests by state or as CSV (Y19)', async () => {
  const built = await seededWorld();
  const ask = (query: string, user = 'usr_reader') => built.call(user, 'GET', `${list}${query}`);
  const answers = await Promise.all(Array.from({ length: 400 }, () => ask('?q=acier')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(callAllowance.burst);
  for (const query of ['?q=acier', '?state=failed']) await expectRefused(built, tooMany, () => ask(query));
  await expectRefused(built, tooMany, () =>
    built.call('usr_reader', 'POST', `${invoicePath}/preview`, { body: { language: 'fr' } }),
  );
  const csv = () => built.call('usr_admin', 'GET', '/projects/prj_a/deliveries', { headers: { accept: 'text/csv' } });
  for (let n = 0; n < callAllowance.burst / 10; n += 1) expect((await csv()).status).toBe(200);
  await expectRefused(built, tooMany, csv);
});

const nobody = 'eml_aaaaaaaaaaaaaaaaaaaaaaaaaa';
const conversation = 'com_aaaaaaaaaaaaaaaaaaaaaaaaaa';
const decision = { reason: 'Vérifié' };

test.each<[Method, string, object]>([
  ['GET', `${list}?q=acier`, {}],
  ['GET', `${list}?state=failed`, {}],
  ['GET', `${invoicePath}/communications?q=acier`, {}],
  ['GET', '/projects/prj_a/deliveries?state=failed', {}],
  ['GET', '/projects/prj_a/deliveries', { headers: { accept: 'text/csv' } }],
  ['POST', `${invoicePath}/preview`, { body: { language: 'fr' } }],
  ['GET', '/projects/prj_a/quarantine', {}],
  ['GET', '/projects/prj_a/quarantine/beyond', {}],
  ['POST', '/projects/prj_a/quarantine/discard', { body: { emailIds: [nobody], ...decision } }],
  ['POST', `/projects/prj_a/quarantine/${nobody}/release`, { body: decision }],
  ['POST', `${list}/${conversation}/emails/${nobody}/relay`, {}],
])('%s %s is refused to a user whose allowance is used up (Y19)', async (method, path, options) => {
  const built = await seededWorld();
  for (let n = 0; n < callAllowance.burst; n += 1) await built.call('usr_admin', 'GET', `${list}?q=acier`);
  await expectRefused(built, tooMany, () => built.call('usr_admin', method, path, options));
});

test('a person at the page never uses up the allowance by typing, polling a thread each second and refreshing a filter (Y19)', async () => {
  const built = await seededWorld();
  await send(built);
  const { json } = await built.call('usr_admin', 'GET', list);
  const thread = `${list}/${json.items[0].id}`;
  const refused: string[] = [];
  const get = async (path: string) => {
    const { status } = await built.call('usr_admin', 'GET', path);
    if (status !== 200) refused.push(`${status} ${path}`);
  };
  for (let second = 0; second < 240; second += 1) {
    await get(thread);
    if (second % 5 === 0) await get(`${list}?state=failed`);
    // The person types for eight seconds in each half minute, and each pause of a quarter of a second starts a search.
    if (second % 30 < 8) for (let n = 0; n < 4; n += 1) await get(`${list}?q=acier${n}`);
    if (second % 15 === 0) await get('/projects/prj_a/quarantine');
    built.w.clock.advance(1000);
  }
  expect(refused).toEqual([]);
}, 60_000);

test('a cheap request is neither counted nor refused, and a stranger is answered 404 without being counted (Y19)', async () => {
  const built = await seededWorld();
  for (let n = 0; n <= callAllowance.burst; n += 1) await built.call('usr_admin', 'GET', `${list}?q=a`);
  const before = built.w.usage.called.length;
  expect((await built.call('usr_admin', 'GET', list)).status).toBe(200);
  expect(built.w.usage.called).toHaveLength(before);
  expect((await built.call('usr_zoe', 'GET', `${list}?q=a`)).status).toBe(404);
  expect(built.w.usage.called).toHaveLength(before);
});
