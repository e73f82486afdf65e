import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import { type ApiWorld, expectRefused, seededWorld, send } from '../../fakes/worlds/api-world.ts';

beforeAll(() => void flowDefinition(), 60_000);

const people = ['julie@client.test', 'luc@client.test', 'david@client.test'] as const;
const [julie, luc, david] = people;

let flow: FlowWorld;
let built: ApiWorld;
let communicationId: string;
let emailId: string;

/** Mails the invoice to Julie, Luc and David, with the outcomes that the test has planned before. */
const mailed = async () => {
  const answer = await send(built, { to: ['cnt_julie', 'cnt_luc', 'cnt_david'] });
  communicationId = answer.json.id;
  emailId = flow.sendFlow.started[0]?.input.emailId ?? '';
  await flow.settled();
};

beforeEach(async () => {
  flow = flowWorld();
  built = await seededWorld(flow);
});

const resend = (body: unknown, key = 'again-1', user = 'usr_boss') =>
  built.call(user, 'POST', `/projects/prj_a/communications/${communicationId}/emails/${emailId}/resend`, {
    body,
    headers: { 'idempotency-key': key },
  });
const onlyLuc = { recipients: ['cnt_luc'], reason: 'Luc says that nothing came' };

const deliveries = async (user = 'usr_boss') => {
  const thread = await built.call(user, 'GET', `/projects/prj_a/communications/${communicationId}`);
  // biome-ignore lint/suspicious/noExplicitAny: the response is read without its type
  const found: any[] = thread.json.emails[0].deliveries;
  // biome-ignore lint/suspicious/noExplicitAny: the response is read without its type
  return Object.fromEntries(found.map((d) => [d.recipientId, d])) as Record<string, any>;
};
const states = async (user?: string) =>
  Object.fromEntries(Object.entries(await deliveries(user)).map(([id, d]) => [id, d.state]));
const mailsTo = () => people.map((address) => flow.mailer.mailsTo(address));

test('a mail that SES answers with 500 is unconfirmed and not mailed, and a resend makes attempt 2, one mail, with requester and reason (S08)', async () => {
  flow.mailer.nextFor(luc, { kind: 'unknown', code: 'http_500' });
  await mailed();
  expect(await states()).toEqual({ cnt_julie: 'accepted', cnt_luc: 'unconfirmed', cnt_david: 'accepted' });
  expect(mailsTo()).toEqual([1, 0, 1]);
  for (let i = 0; i < 60; i += 1) {
    flow.clock.advance(60_000);
    await reconcile(flow)();
    await flow.settled();
  }
  expect(mailsTo()).toEqual([1, 0, 1]);

  const answer = await resend(onlyLuc);
  expect([answer.status, answer.json]).toEqual([202, { emailId, recipients: ['cnt_luc'] }]);
  await flow.settled();
  expect(mailsTo()).toEqual([1, 1, 1]);
  const { cnt_luc } = await deliveries();
  expect(cnt_luc).toMatchObject({
    state: 'accepted',
    attempts: [
      { number: 1, state: 'unconfirmed', requestedBy: null, reason: null },
      { number: 2, state: 'accepted', requestedBy: 'usr_boss', reason: onlyLuc.reason },
    ],
  });
});

test('one ambiguous outcome of three leaves the others accepted, and a resend goes to that one only, in the same thread, with the same PDF (S13)', async () => {
  flow.mailer.nextFor(luc, { kind: 'unknown', code: 'connection_reset' });
  await mailed();
  expect(await states()).toEqual({ cnt_julie: 'accepted', cnt_luc: 'unconfirmed', cnt_david: 'accepted' });
  const before = flow.mailer.posts.length;
  const rendered = flow.renderer.calls.length;
  await resend(onlyLuc);
  await flow.settled();
  expect(flow.mailer.posts.slice(before).map((post) => post.to)).toEqual([luc]);
  expect(await states()).toEqual({ cnt_julie: 'accepted', cnt_luc: 'accepted', cnt_david: 'accepted' });
  expect(flow.renderer.calls).toHaveLength(rendered);
  const [first] = flow.mailer.posts.filter((post) => post.to === julie);
  const last = flow.mailer.posts.at(-1);
  expect(last?.from).toBe(first?.from);
  expect(last?.tags).toMatchObject({ attempt: '2' });
  const pdf = (raw: Uint8Array | undefined) => readPlainMime(raw ?? new Uint8Array()).files[0]?.content;
  expect(pdf(last?.raw)).toEqual(pdf(first?.raw));
});

describe('a resend', () => {
  beforeEach(async () => {
    flow.mailer.nextFor(luc, { kind: 'refused', code: 'message_rejected' });
    flow.mailer.nextFor(david, { kind: 'unknown', code: 'connection_reset' });
    await mailed();
  });

  test('sent twenty times under one key makes one attempt and one mail', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => resend(onlyLuc)));
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(202));
    await flow.settled();
    expect((await resend(onlyLuc)).status).toBe(202);
    await flow.settled();
    expect(mailsTo()).toEqual([1, 1, 0]);
    expect((await deliveries()).cnt_luc.attempts).toHaveLength(2);
  });

  test('under a key that another request used is refused', async () => {
    await resend(onlyLuc);
    await flow.settled();
    for (const other of [
      { ...onlyLuc, reason: 'Another' },
      { recipients: ['cnt_david'], reason: onlyLuc.reason },
    ])
      await expectRefused(built, { status: 422, code: 'idempotency-key-reused' }, () => resend(other));
  });

  test('to a person who has the mail or still waits for it is refused, and the problem points at that person', async () => {
    const has = await expectRefused(built, { status: 409, code: 'resend-not-needed' }, () =>
      resend({ recipients: ['cnt_luc', 'cnt_julie'], reason: 'x' }),
    );
    expect(has.json.errors).toEqual([{ pointer: '/recipients/1', detail: expect.any(String) }]);
    flow.mailer.nextFor(luc, { kind: 'held', code: 'daily_quota' });
    await resend(onlyLuc);
    await flow.settled();
    await expectRefused(built, { status: 409, code: 'resend-too-early' }, () => resend(onlyLuc, 'again-2'));
  });

  test('to somebody who is not a recipient, without a reason, or by a member who is not an Admin is refused', async () => {
    await expectRefused(built, { status: 422, code: 'validation-failed' }, () =>
      resend({ recipients: ['cnt_boss'], reason: 'x' }),
    );
    await expectRefused(built, { status: 422, code: 'validation-failed' }, () =>
      resend({ recipients: ['cnt_luc'], reason: ' ' }),
    );
    await expectRefused(built, { status: 403, code: 'forbidden' }, () => resend(onlyLuc, 'k', 'usr_detail'));
  });

  test('goes to the address that the directory has now', async () => {
    await built.imported('/projects/prj_a/directory/cnt_luc', { name: 'Luc Hébert', email: 'luc.h@client.test' });
    await resend(onlyLuc);
    await flow.settled();
    expect(flow.mailer.mailsTo('luc.h@client.test')).toBe(1);
    expect(flow.mailer.mailsTo(luc)).toBe(0);
  });

  test('whose process dies after any of its writes is finished by the repeat or by reconcile, without a double mail', async () => {
    for (const [i, method] of (['saveDelivery', 'nextRun', 'putDelivery'] as const).entries()) {
      const both = { recipients: ['cnt_luc', 'cnt_david'], reason: `after ${method}` };
      const before = mailsTo();
      flow.mailer.nextFor(luc, { kind: 'refused', code: 'x' });
      flow.mailer.nextFor(david, { kind: 'refused', code: 'x' });
      flow.communications.breakOn(method, 'after');
      await resend(both, `key-${i}`);
      await flow.settled();
      expect((await resend(both, `key-${i}`)).status).toBe(202);
      await flow.settled();
      flow.clock.advance(60_000);
      await reconcile(flow)();
      await flow.settled();
      expect(mailsTo()).toEqual(before);
      expect(await states()).toMatchObject({ cnt_luc: 'failed', cnt_david: 'failed' });
      expect((await deliveries()).cnt_luc.attempts).toHaveLength(i + 2);
    }
  });

  test('shows its requester and reason to Admins alone', async () => {
    await resend(onlyLuc);
    await flow.settled();
    const asked = (await deliveries('usr_detail')).cnt_luc.attempts.map(
      (a: { requestedBy: unknown; reason: unknown }) => [a.requestedBy, a.reason],
    );
    expect(asked).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('is cancelled by the pre-send check when its requester is not an Admin any more', async () => {
    const { start } = flow.sendFlow;
    flow.sendFlow.start = async (name, input) => {
      await built.imported('/projects/prj_a/members/usr_boss', { level: 'standard', contactId: 'cnt_boss' });
      return start(name, input);
    };
    await resend(onlyLuc);
    await flow.settled();
    expect(await states('usr_admin')).toMatchObject({ cnt_luc: 'cancelled' });
    expect(mailsTo()).toEqual([1, 0, 0]);
  });
});
