import { beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryState } from '../../../shared/domain/delivery/delivery.ts';
import { maxReportRows } from '../../../shared/domain/limits.ts';
import { type ApiWorld, expectRefused, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { putInState } from '../../fakes/worlds/deliveries.ts';

let built: ApiWorld;
let emailId: string;
let communicationId: string;

const at = (minute: number) => `2026-10-01T12:${String(minute).padStart(2, '0')}:00.000Z`;
const move = (recipientId: string, state: DeliveryState, minute: number, detail: string | null = null) =>
  putInState(built.w, emailId, recipientId, state, { at: at(minute), detail });

beforeEach(async () => {
  built = await seededWorld();
  const answer = await send(built, { to: ['cnt_julie', 'cnt_luc'], bcc: ['cnt_david'], private: true });
  communicationId = answer.json.id;
  emailId = built.w.sendFlow.started[0]?.input.emailId ?? '';
  await move('cnt_julie', 'delivered', 1);
  await move('cnt_luc', 'bounced', 3, 'smtp; 550 5.1.1 unknown');
  await move('cnt_david', 'bounced', 2);
});

const report = (query = '', user = 'usr_boss', headers: Record<string, string> = {}) =>
  built.call(user, 'GET', `/projects/prj_a/deliveries${query}`, { headers });
const names = (answer: { json: { items: { name: string }[] } }) => answer.json.items.map(({ name }) => name);
const csv = async (headers: Record<string, string> = {}, query = '') => {
  return report(query, 'usr_boss', { accept: 'text/csv', ...headers });
};

test('an Admin sees each delivery once, the latest first, with invoice, person, state, detail and attempt', async () => {
  const answer = await report();
  expect(names(answer)).toEqual(['Luc Hébert', 'David Chen', 'Julie Côté']);
  expect(answer.json.items[0]).toEqual({
    invoiceId: 'inv_a',
    invoiceNumber: '1',
    communicationId,
    emailId,
    recipientId: 'cnt_luc',
    role: 'to',
    name: 'Luc Hébert',
    address: 'luc@client.test',
    state: 'bounced',
    soft: false,
    at: at(3),
    detail: 'smtp; 550 5.1.1 unknown',
    attempt: 1,
  });
});

test('the report of one state comes page by page, and a cursor is valid for its own query and user alone', async () => {
  const first = await report('?state=bounced&limit=1');
  expect(names(first)).toEqual(['Luc Hébert']);
  const cursor = encodeURIComponent(first.json.nextCursor);
  const second = await report(`?state=bounced&limit=1&cursor=${cursor}`);
  expect(names(second)).toEqual(['David Chen']);
  expect(second.json.nextCursor).toBe(null);
  for (const [query, user] of [
    [`?cursor=${cursor}`, 'usr_boss'],
    [`?state=bounced&cursor=${cursor}`, 'usr_admin'],
  ])
    await expectRefused(built, { status: 400, code: 'validation-failed' }, () => report(query, user));
});

describe('the report is refused', () => {
  test('to members who are not Admins, whatever they may see, and to outsiders as if the project did not exist', async () => {
    for (const accept of ['application/json', 'text/csv']) {
      for (const user of ['usr_detail', 'usr_plain', 'usr_reader'])
        await expectRefused(built, { status: 403, code: 'forbidden' }, () => report('', user, { accept }));
      for (const user of ['usr_none', 'usr_zoe'])
        await expectRefused(built, { status: 404, code: 'not-found' }, () => report('', user, { accept }));
    }
  });

  test('with 422 for a state that does not exist, without repeating the value', async () => {
    const answer = await expectRefused(built, { status: 422, code: 'validation-failed' }, () => report('?state=lost'));
    expect(answer.json.errors).toEqual([{ pointer: '/state', detail: expect.any(String) }]);
    expect(answer.text).not.toContain('lost');
  });
});

test('another project’s report shows none of this project’s deliveries', async () => {
  const other = await built.call('usr_zoe', 'GET', '/projects/prj_b/deliveries');
  expect(other.json).toEqual({ items: [], nextCursor: null });
});

describe('the report as a CSV file', () => {
  test('has every row, whatever the page size, and a header in the requested language, else in the caller’s own', async () => {
    const file = await csv({}, '?limit=1');
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="deliveries.csv"',
      'cache-control': 'no-store',
    });
    expect(file.headers.link).toBe(undefined);
    expect(file.text.split('\r\n')).toHaveLength(5);
    expect(file.text).toMatch(/^\ufeff"Facture",/);
    expect((await csv({ 'accept-language': 'en-CA' })).text).toMatch(/^\ufeff"Invoice",/);
    expect((await csv({}, '?state=delivered')).text).not.toContain('bounced');
  });

  test('has the first rows and a link to the next file when it would be too long', async () => {
    const [stored] = await built.w.communications.listDeliveries(emailId);
    if (!stored) throw new Error('no delivery');
    for (let i = 0; i < maxReportRows; i += 1)
      await built.w.communications.putDelivery({ ...stored, emailId: `eml_old-${i}`, name: `Row ${i}` });
    const first = await csv();
    expect(first.text.split('\r\n')).toHaveLength(maxReportRows + 2);
    const [, query] = /^<(\?.+)>; rel="next"$/.exec(first.headers.link ?? '') ?? [];
    const second = await csv({}, query);
    expect(second.text.split('\r\n')).toHaveLength(3 + 2);
    expect(second.headers.link).toBe(undefined);
  });
});
