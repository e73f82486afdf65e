import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notifyFailures } from '../../../functions/reconcile/notices/notify-failures.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { type FlowWorld, flowDefinition, flowWorld } from '../../fakes/harness/flow-runner.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import { type ApiWorld, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';

beforeAll(() => void flowDefinition(), 60_000);

let flow: FlowWorld;
let built: ApiWorld;
let communicationId: string;
let emailId: string;

beforeEach(async () => {
  flow = flowWorld();
  built = await seededWorld(flow);
});

/** usr_admin mails Julie and Luc, and David in Bcc. */
const mailed = async (change: object = {}) => {
  const answer = await send(built, { to: ['cnt_julie', 'cnt_luc'], bcc: ['cnt_david'], ...change });
  communicationId = answer.json.id;
  emailId = flow.sendFlow.started[0]?.input.emailId ?? '';
  await flow.settled();
};

const event = (type: string, recipientId: string, more: Record<string, unknown> = {}, attempt = 1) => {
  const mail = flow.mailer.mails.find(
    ({ tags }) => tags.recipientId === recipientId && tags.emailId === emailId && tags.attempt === String(attempt),
  );
  const about = { emailId, recipientId, attempt, sesMessageId: mail?.sesMessageId ?? 'lost-1' };
  return trackDelivery(flow)(sesEvent(type, about, more));
};

/** Runs ten ticks of the sweep and all that they start. Returns the notices mailed so far. */
const mailedNotices = async () => {
  for (let i = 0; i < 10; i += 1) {
    flow.clock.advance(60_000);
    await notifyFailures(flow)();
    await flow.settled();
  }
  return notices();
};

const notices = () =>
  flow.mailer.mails
    .filter(({ from }) => from.startsWith('no-reply@'))
    .map((mail) => ({ mail, ...readPlainMime(mail.raw) }))
    .map(({ mail, subject, ...rest }) => ({
      ...rest,
      envelope: { from: mail.from, to: mail.to },
      subject: subject.replaceAll('\u00a0', ' '),
    }));

const wantsAll = (user: string, level = 'admin') =>
  built.imported(`/projects/prj_a/members/${user}`, {
    level,
    viewInvoiceDetails: true,
    contactId: user.replace('usr', 'cnt'),
    deliveryNotices: 'all',
  });

const thread = async (user: string) =>
  (await built.call(user, 'GET', `/projects/prj_a/communications/${communicationId}`)).json;

test('a hard bounce is notified to the sender once, with the person, their server’s words and the remedy, and no reply can follow it', async () => {
  await mailed();
  await event('Delivery', 'cnt_julie');
  await event('Bounce', 'cnt_luc');
  await event('Bounce', 'cnt_luc');
  const [notice, ...more] = await mailedNotices();
  expect(more).toEqual([]);
  expect(notice).toMatchObject({
    envelope: { from: 'no-reply@reply.courriel.test', to: 'admin@acier.test' },
    from: { address: 'no-reply@reply.courriel.test' },
    replyTo: 'no-reply@reply.courriel.test',
    subject: 'Facture 1 : courriel non remis à Luc Hébert',
    inReplyTo: null,
    references: [],
    files: [],
    headers: { 'Auto-Submitted': 'auto-generated' },
    cc: [],
  });
  expect(notice?.text).toContain('luc@client.test');
  expect(notice?.text).toContain('550 5.1.1');
  expect(notice?.text).toContain('Corriger et renvoyer');
  expect(notice?.text).toContain(`https://courriel.test/#/projects/prj_a/invoices/inv_a/emails/${communicationId}`);
  const sent = flow.mailer.mails.find(({ from }) => from.startsWith('no-reply@'));
  expect(await flow.communications.findByMessageId(`${sent?.sesMessageId}@ca-central-1.amazonses.com`)).toEqual([]);
});

test.each([
  ['Complaint', 'signalé comme pourriel'],
  ['Reject', 'non remis'],
])('a %s event is notified', async (type, words) => {
  await mailed();
  await event(type, 'cnt_luc');
  expect((await mailedNotices()).map(({ subject }) => subject)).toEqual([expect.stringContaining(words)]);
});

test('a delivery is notified once for each kind of failure: failed, unconfirmed, bounced, complained', async () => {
  flow.mailer.nextFor('julie@client.test', { kind: 'refused', code: 'message_rejected' });
  flow.mailer.nextFor('luc@client.test', { kind: 'accepted_hidden' });
  await mailed();
  expect((await mailedNotices()).map(({ subject }) => subject).sort()).toEqual([
    'Facture 1 : courriel non envoyé à Julie Côté',
    'Facture 1 : courriel à Luc Hébert non confirmé',
  ]);
  await event('Bounce', 'cnt_luc');
  expect(await mailedNotices()).toHaveLength(3);
  await event('Complaint', 'cnt_luc');
  expect(await mailedNotices()).toHaveLength(4);
});

describe('a failure of a whole email', () => {
  /** Mails an invoice that was not printed yet and whose PDF cannot be made. */
  const unprintable = async () => {
    flow.renderer.failNext(new Error('a page that no browser prints'));
    await mailed();
  };

  test('is notified once, when the document cannot be made, with one person’s name and the number of others', async () => {
    await unprintable();
    const [notice, ...more] = await mailedNotices();
    expect(more).toEqual([]);
    expect(notice?.subject).toBe('Facture 1 : courriel non envoyé à David Chen et 2 autres personnes');
    expect(notice?.text).toContain('Le PDF de la facture n’a pas pu être produit.');
    expect(notice?.text).not.toContain('Les autres destinataires ne sont pas touchés.');
    expect(await flow.communications.listForReconcile('trouble', 10)).toEqual([]);
  });

  test('is notified again after a later attempt for some of the recipients, for these alone', async () => {
    await unprintable();
    await mailedNotices();
    flow.renderer.failNext(new Error('a page that no browser prints'));
    const path = `/projects/prj_a/communications/${communicationId}/emails/${emailId}/resend`;
    const again = { body: { recipients: ['cnt_julie', 'cnt_luc'], reason: 'x' }, headers: { 'idempotency-key': 'k' } };
    expect((await built.call('usr_admin', 'POST', path, again)).status).toBe(202);
    await flow.settled();
    expect((await mailedNotices()).map(({ subject }) => subject)).toEqual([
      'Facture 1 : courriel non envoyé à David Chen et 2 autres personnes',
      'Facture 1 : courriel non envoyé à Julie Côté et une autre personne',
    ]);
  });

  test('is not assumed when single messages are refused: each is notified by itself', async () => {
    flow.mailer.nextFor('julie@client.test', { kind: 'refused', code: 'message_rejected' });
    flow.mailer.nextFor('luc@client.test', { kind: 'refused', code: 'message_rejected' });
    await mailed();
    expect(await mailedNotices()).toHaveLength(2);
  });

  test('is notified once although the sweep dies in between', async () => {
    await unprintable();
    const { saveDelivery } = flow.communications;
    let writes = 0;
    flow.communications.saveDelivery = async (delivery, from) => {
      writes += 1;
      if (delivery.emailId === emailId && writes === 2) throw new Error('died');
      return saveDelivery(delivery, from);
    };
    expect(await mailedNotices()).toHaveLength(1);
    expect(await flow.communications.listForReconcile('trouble', 10)).toEqual([]);
  });
});

test('neither an unconfirmed mail whose event comes in time nor a soft bounce is notified', async () => {
  flow.mailer.nextFor('luc@client.test', { kind: 'accepted_hidden' });
  await mailed();
  flow.clock.advance(60_000);
  await notifyFailures(flow)();
  await event('Delivery', 'cnt_luc');
  await event('Bounce', 'cnt_julie', { bounce: { timestamp: '2026-10-01T12:10:00Z', bounceType: 'Transient' } });
  expect(await mailedNotices()).toEqual([]);
  await event('Bounce', 'cnt_julie');
  expect(await mailedNotices()).toHaveLength(1);
});

test('each failed attempt is notified, to the sender and to the Admin who requested it', async () => {
  await mailed();
  await event('Bounce', 'cnt_luc');
  await mailedNotices();
  await built.call('usr_boss', 'POST', `/projects/prj_a/communications/${communicationId}/emails/${emailId}/resend`, {
    body: { recipients: ['cnt_luc'], reason: 'again' },
    headers: { 'idempotency-key': 'again' },
  });
  await flow.settled();
  await event('Bounce', 'cnt_luc', {}, 2);
  expect((await mailedNotices()).map(({ envelope }) => envelope.to).toSorted()).toEqual([
    'admin@acier.test',
    'admin@acier.test',
    'boss@acier.test',
  ]);
});

test('a notice that bounces causes no further notice', async () => {
  await mailed();
  await event('Bounce', 'cnt_luc');
  await mailedNotices();
  const own = flow.mailer.mails.at(-1);
  await trackDelivery(flow)(sesEvent('Bounce', { ...own?.tags, attempt: 1, sesMessageId: own?.sesMessageId } as never));
  expect(await mailedNotices()).toHaveLength(1);
  expect(await flow.communications.listForReconcile('trouble', 10)).toEqual([]);
});

describe('a notice goes', () => {
  const receivers = async () => (await mailedNotices()).map(({ envelope }) => envelope.to).sort();

  test('to the sender alone, unless Admins want all notices, and to each in their own language', async () => {
    await built.imported('/projects/prj_a/directory/cnt_boss', {
      name: 'The boss',
      email: 'boss@acier.test',
      language: 'en',
    });
    await wantsAll('usr_boss');
    await mailed();
    await event('Bounce', 'cnt_luc');
    const all = await mailedNotices();
    expect(all.map(({ envelope, subject }) => [envelope.to, subject]).toSorted()).toEqual([
      ['admin@acier.test', 'Facture 1 : courriel non remis à Luc Hébert'],
      ['boss@acier.test', 'Invoice 1: email not delivered to Luc Hébert'],
    ]);
    // Neither learns from the headers who else was notified.
    for (const { envelope, to } of all) expect(to.map(({ address }) => address)).toEqual([envelope.to]);
  });

  test('to the sender and the Admins alone, for a private conversation or a person in Bcc, whatever notices others want', async () => {
    await wantsAll('usr_boss');
    await wantsAll('usr_detail', 'standard');
    await wantsAll('usr_reader', 'read_only');
    await mailed({ private: true, cc: ['cnt_detail'] });
    await event('Bounce', 'cnt_david');
    expect(await receivers()).toEqual(['admin@acier.test', 'boss@acier.test']);
  });

  test('to nobody who has lost the right meanwhile, even between the writing of the notice and its sending', async () => {
    await wantsAll('usr_boss');
    await mailed();
    await event('Bounce', 'cnt_luc');
    const { start } = flow.sendFlow;
    flow.sendFlow.start = async (name, input) => {
      await wantsAll('usr_boss', 'standard');
      return start(name, input);
    };
    expect(await receivers()).toEqual(['admin@acier.test']);
  });

  test('to no address that has just refused a mail', async () => {
    await mailed({ cc: ['cnt_admin'] });
    await event('Bounce', 'cnt_admin');
    expect(await receivers()).toEqual([]);
  });
});

test('a notice stands in the thread for the sender and the Admins, without counting as reply or activity, and cannot be resent', async () => {
  await mailed();
  const before = await thread('usr_admin');
  await event('Bounce', 'cnt_luc');
  await mailedNotices();
  const after = await thread('usr_admin');
  expect(after.emails.map((e: { kind: string }) => e.kind)).toEqual(['invoice', 'notice']);
  expect(after).toMatchObject({ emailCount: before.emailCount, replyCount: 0, unreadCount: 0 });
  const note = after.emails[1];
  expect((await thread('usr_detail')).emails.map((e: { kind: string }) => e.kind)).toEqual(['invoice']);
  const path = `/projects/prj_a/communications/${communicationId}/emails/${note.id}/resend`;
  const again = { body: { recipients: ['cnt_admin'], reason: 'x' }, headers: { 'idempotency-key': 'k' } };
  expect((await built.call('usr_admin', 'POST', path, again)).status).toBe(404);
  const listed = await flow.communications.listByProject('prj_a', 10, null);
  expect(listed.items[0]?.lastActivityAt).toBe(before.lastActivityAt);
});

test('a failure of an email from the tab is notified to its author and to the sender of the conversation', async () => {
  await mailed();
  const body = { kind: 'forward', inReplyTo: emailId, to: ['cnt_plain'], language: 'fr' };
  const headers = { 'idempotency-key': 'forward-1' };
  const path = `/projects/prj_a/communications/${communicationId}/emails`;
  const answer = await built.call('usr_boss', 'POST', path, { body, headers });
  await flow.settled();
  emailId = answer.json.emailId;
  await event('Bounce', 'cnt_plain');
  expect((await mailedNotices()).map(({ envelope }) => envelope.to).toSorted()).toEqual([
    'admin@acier.test',
    'boss@acier.test',
  ]);
});
