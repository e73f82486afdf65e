import { beforeEach, describe, expect, test } from 'vitest';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { readPlainMime } from '../../fakes/ports/plain-mime.ts';
import {
  type ApiWorld,
  expectRefused,
  invoiceBody,
  invoicePath,
  seededWorld,
  send,
  sendBody,
} from '../../fakes/worlds/api-world.ts';

describe('Email Invoice', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });

  /** The HTML of a conversation's first email. */
  const htmlOf = async (communicationId: string): Promise<string> => {
    const path = `/projects/prj_a/communications/${communicationId}`;
    const thread = await built.call('usr_admin', 'GET', path);
    return (await built.call('usr_admin', 'GET', `${path}/emails/${thread.json.emails[0].id}/body`)).json.html;
  };

  test('is accepted before anything is sent, and freezes everything that the flow will read', async () => {
    const { w } = built;
    const answer = await send(built, { to: ['grp_client'], cc: ['cnt_admin'], bcc: ['cnt_david'] });
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({
      state: 'queued',
      private: false,
      emailCount: 1,
      replyCount: 0,
      unreadCount: 0,
    });
    expect(w.mailer.posts).toHaveLength(0);
    expect(w.sendFlow.started).toHaveLength(1);
    const started = w.sendFlow.started[0];
    expect(started?.input.recipientIds).toEqual(['cnt_julie', 'cnt_luc', 'cnt_admin', 'cnt_david']);
    const version = answer.json.document.invoiceVersion;
    expect(w.files.stored.has(`documents/prj_a/${version}/invoice.json`)).toBe(true);
    const email = await w.communications.getEmail(started?.input.emailId ?? '');
    expect(email).toMatchObject({
      from: { contactId: 'cnt_admin', userId: 'usr_admin', address: 'admin@acier.test' },
      to: [{ contactId: 'cnt_julie' }, { contactId: 'cnt_luc' }],
      cc: [{ contactId: 'cnt_admin' }],
      body: { text: 'Bonjour' },
    });
    expect(await w.communications.listDeliveries(email?.id ?? '')).toHaveLength(4);
  });

  test('with the same key and body, 20 times in parallel, makes one email, one execution and one mail, with identical responses (S01)', async () => {
    const { now } = built.w.clock;
    // The clock moves at each look, so the responses can only be equal if they come from the stored email.
    built.w.clock.now = () => {
      built.w.clock.advance(1);
      return now();
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(built)));
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(202));
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    expect(built.w.sendFlow.started).toHaveLength(1);
    await runSendFlow(built.w);
    expect(built.w.mailer.mails.map((m) => m.to)).toEqual(['julie@client.test']);
  });

  test('takes a request with its properties in another order and its defaults spelled out for the same request', async () => {
    const body = await sendBody(built);
    const first = await send(built, {}, 'k');
    const again = await built.call('usr_admin', 'POST', `${invoicePath}/communications`, {
      body: {
        attachmentIds: [],
        private: false,
        bcc: [],
        cc: [],
        ...Object.fromEntries(Object.entries(body).reverse()),
      },
      headers: { 'idempotency-key': 'k' },
    });
    expect(again.text).toBe(first.text);
  });

  test('with the same key and another body is refused, and nothing is started (S02)', async () => {
    await send(built);
    await expectRefused(built, { status: 422, code: 'idempotency-key-reused' }, () =>
      send(built, { subject: 'Autre' }),
    );
    expect(built.w.sendFlow.started).toHaveLength(1);
  });

  test('gives a repeat the first response, whatever has changed since', async () => {
    const body = await sendBody(built);
    const request = () =>
      built.call('usr_admin', 'POST', `${invoicePath}/communications`, { body, headers: { 'idempotency-key': 'k' } });
    const first = await request();
    await built.imported('/projects/prj_a/invoices/inv_a', { ...invoiceBody, number: '1b' });
    built.w.clock.advance(3_600_000);
    expect((await request()).text).toBe(first.text);
  });

  test('is an operation of its own for another user with the same key (P08)', async () => {
    const mine = await send(built, {}, 'key-1', 'usr_admin');
    const theirs = await send(built, { subject: 'La mienne' }, 'key-1', 'usr_boss');
    expect([mine.status, theirs.status]).toEqual([202, 202]);
    expect(theirs.json.id).not.toBe(mine.json.id);
    expect(theirs.json.subject).toBe('La mienne');
    expect(built.w.sendFlow.started).toHaveLength(2);
  });

  test('makes one execution and gives one response when the start’s answer is lost and the client retries before and after the end (S04)', async () => {
    built.w.sendFlow.failNext('answer_lost');
    const first = await send(built);
    expect(first.status).toBe(202);
    expect((await send(built)).text).toBe(first.text);
    await runSendFlow(built.w);
    built.w.clock.advance(60_000);
    expect((await send(built)).text).toBe(first.text);
    expect(built.w.sendFlow.started).toHaveLength(1);
    expect(built.w.mailer.mails).toHaveLength(1);
  });

  test('is accepted although the start of the flow fails, and the retry starts it once', async () => {
    built.w.sendFlow.failNext('not_started');
    const first = await send(built);
    expect(first.status).toBe(202);
    expect(built.w.sendFlow.started).toHaveLength(0);
    expect((await send(built)).text).toBe(first.text);
    expect(built.w.sendFlow.started).toHaveLength(1);
  });

  test('is completed by the retry when its process dies after the commit', async () => {
    built.w.communications.breakOn('putCommunication', 'before');
    expect((await send(built)).status).toBe(500);
    const again = await send(built);
    expect(again.status).toBe(202);
    expect((await built.call('usr_admin', 'GET', `/projects/prj_a/communications/${again.json.id}`)).status).toBe(200);
    expect(built.w.sendFlow.started).toHaveLength(1);
  });

  test('mails the version that the user looked at, and refuses a request with a stale version (S16)', async () => {
    const body = await sendBody(built);
    const changed = { ...invoiceBody, lines: invoiceBody.lines.map((l) => ({ ...l, description: 'Changé depuis' })) };
    await send(built);
    await built.imported(invoicePath, changed);
    await runSendFlow(built.w);
    const [mail] = built.w.mailer.mails;
    const pdf = Buffer.from(readPlainMime(mail?.raw ?? new Uint8Array()).files[0]?.content ?? []).toString();
    expect(pdf).toContain('Tablier métallique');
    expect(pdf).not.toContain('Changé depuis');
    await expectRefused(built, { status: 409, code: 'invoice-version-changed' }, () =>
      built.call('usr_admin', 'POST', `${invoicePath}/communications`, { body, headers: { 'idempotency-key': 'k' } }),
    );
  });

  test('is refused with its own code to a sender who is not in the directory', async () => {
    const member = await built.w.projects.getMember('prj_a', 'usr_admin');
    if (member) await built.w.projects.putMember({ ...member, contactId: 'cnt_gone' });
    const body = await sendBody(built, { invoiceVersion: '0'.repeat(64) });
    expect(body.invoiceVersion).toHaveLength(64);
    const composer = await built.call('usr_admin', 'GET', `${invoicePath}/composer`);
    expect(composer.json.code).toBe('sender-not-in-directory');
  });

  test('keeps a long message in a file that another request under the same key cannot change', async () => {
    const message = `<p>${'é'.repeat(40_000)}</p>`;
    const answer = await send(built, { message });
    await send(built, { message: message.replace('é', 'à') });
    expect(await htmlOf(answer.json.id)).toBe(message);
  });

  test('keeps the accepted one of two long messages that come at once under one key', async () => {
    const { communications, files } = built.w;
    const { commitEmail } = communications;
    const { putIfAbsent } = files;
    const other = Promise.withResolvers<void>();
    const stored: string[] = [];
    files.putIfAbsent = async (key, bytes, ...more) => {
      if (key.startsWith('bodies/')) stored.push(Buffer.from(bytes).includes('à') ? 'à' : 'é');
      return putIfAbsent(key, bytes, ...more);
    };
    // The request that stored its body first commits last.
    communications.commitEmail = async (email) => {
      if (email.subject === stored[0]) await other.promise;
      return commitEmail(email).finally(() => other.resolve());
    };
    const messages = ['à', 'é'].map((letter) => `<p>${letter.repeat(40_000)}</p>`);
    const answers = await Promise.all(messages.map((message) => send(built, { message, subject: message[3] })));
    expect(answers.map((a) => a.status).sort()).toEqual([202, 422]);
    const accepted = answers.findIndex((a) => a.status === 202);
    expect(await htmlOf(answers[accepted]?.json.id)).toBe(messages[accepted]);
  });

  test('mails two entries with one address as one person', async () => {
    await built.imported('/projects/prj_a/directory/cnt_julie2', { name: 'J. Côté', email: 'JULIE@client.test' });
    await send(built, { to: ['cnt_julie'], cc: ['cnt_julie2'] });
    expect(built.w.sendFlow.started[0]?.input.recipientIds).toEqual(['cnt_julie']);
  });
});
