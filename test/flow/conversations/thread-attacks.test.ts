import { beforeEach, describe, expect, test } from 'vitest';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { maxAnswerBytes, maxShownTextBytes } from '../../../shared/domain/limits.ts';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import type { Response } from '../../fakes/worlds/api-world.ts';
import { arrive, mailOf } from '../../fakes/worlds/captured-mail.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

/** Mails that once made a conversation impossible to open in the running product. */

const controls = '\u0001'.repeat(1_050_000);
const readers = ['usr_admin', 'usr_boss', 'usr_detail'];
const failed = { dmarc: 'FAIL', spf: 'FAIL', dkim: 'FAIL' };

let t: AnsweredThread;
beforeEach(async () => {
  t = await answeredThread();
});

const get = (path: string, user = 'usr_admin'): Promise<Response> => t.built.call(user, 'GET', path);

/** Expects that every reader can open the conversation, page by page, and the body of each email. */
const expectOpensForAll = async (): Promise<void> => {
  for (const user of readers) {
    let cursor: string | null = null;
    do {
      const answer: Response = await get(`${t.path}?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`, user);
      expect(answer.status).toBe(200);
      expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(maxAnswerBytes);
      for (const { id, text } of answer.json.emails) {
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxShownTextBytes);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters must not be there
        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        const words = await get(`${t.path}/emails/${id}/body`, user);
        expect(words.status).toBe(200);
        expect(Buffer.byteLength(words.text)).toBeLessThanOrEqual(maxAnswerBytes);
      }
      cursor = answer.json.nextCursor;
    } while (cursor !== null);
  }
  const hidden = await t.built.call('usr_admin', 'PATCH', t.path, { body: { private: true } });
  expect(hidden.status).toBe(200);
  expect(hidden.json).toMatchObject({ private: true });
  expect(hidden.json.emails).toBeUndefined();
};

describe('a conversation still opens after (Y01)', () => {
  test('an unsigned report with a megabyte of control characters (Y01)', { timeout: 60_000 }, async () => {
    const boundary = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b';
    const part = (type: string, text: string) => ['--b', `Content-Type: ${type}`, '', text];
    const raw = [
      'From: mailer-daemon@evil.test',
      `To: ${t.thread}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      boundary,
      '',
      ...part('text/plain', controls),
      ...part('message/delivery-status', 'Reporting-MTA: dns; evil.test'),
      ...part('text/rfc822-headers', `Message-ID: <${t.communicationId}@${t.w.replyDomain}>`),
      '--b--',
    ].join('\r\n');
    await captureReply(t.w)(
      await arrive(t.w, Buffer.from(raw), { recipients: [t.thread], source: null, verdicts: failed }),
    );
    await expectOpensForAll();
  });

  test('a participant’s own mail with the same characters (Y01)', { timeout: 60_000 }, async () => {
    await t.mailIn('julie@client.test', controls);
    expect((await t.seenBy('usr_admin')).json).toMatchObject({ emailCount: 2, replyCount: 1 });
    await expectOpensForAll();
  });

  test('a mail of 990 parts (Y01)', { timeout: 60_000 }, async () => {
    const file = (n: number) =>
      [`--b`, 'Content-Type: text/plain', `Content-Disposition: attachment; filename="${n}.txt"`, '', `${n}`].join(
        '\r\n',
      );
    const head = mailOf({ from: 'julie@client.test', to: [t.thread] })
      .toString()
      .replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: multipart/mixed; boundary=b')
      .replace('Content-Transfer-Encoding: 8bit\r\n\r\nReçu.', '');
    const body = ['--b', 'Content-Type: text/plain; charset=utf-8', '', 'Voici tout.'].join('\r\n');
    const raw = `${head}\r\n${[body, ...Array.from({ length: 988 }, (_, n) => file(n))].join('\r\n')}\r\n--b--\r\n`;
    const [outcome] = await captureReply(t.w)(
      await arrive(t.w, Buffer.from(raw), { recipients: [t.thread], source: 'julie@client.test' }),
    );
    expect(outcome?.outcome).toBe('recorded');
    const mail = (await t.seenBy('usr_admin')).json.emails.find(({ id }: { id: string }) => id === outcome?.emailId);
    expect(mail.attachments).toHaveLength(100);
    expect(mail.moreAttachments).toBe(100);
    await expectOpensForAll();
  });

  test('a body that was stored with such characters before they were removed (Y01)', async () => {
    await recordReply(t.w, t.communicationId, { contactId: 'cnt_julie', text: `Reçu\u0000\u0001\ud800, merci\t!\n` });
    const shown = (await t.seenBy('usr_admin')).json.emails.at(-1);
    expect(shown.text).toBe('Reçu\ufffd, merci\t!\n');
    expect((await t.bodySeenBy('usr_admin', shown.id)).json.text).toBe('Reçu\ufffd, merci\t!\n');
  });
});

describe('a thread of two people who quote in full (Y02)', () => {
  test('has no response over a megabyte after five hundred replies, and Private returns the head alone (Y02)', {
    timeout: 120_000,
  }, async () => {
    let quoted = '';
    for (let n = 0; n < 500; n += 1) {
      const said = `Réponse ${n}. ${'Les travaux avancent comme prévu au chantier. '.repeat(4)}`;
      quoted = `${said}\n${quoted}`;
      const text = `${said}\n\nLe 1 oct. 2026 à 08:00, Léa <x@y.test> a écrit :\n${quoted.replaceAll(/^/gm, '> ')}`;
      await recordReply(t.w, t.communicationId, { contactId: n % 2 ? 'cnt_julie' : 'cnt_david', text });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: Response = await get(`${t.path}?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(answer.status).toBe(200);
      expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(maxAnswerBytes);
      seen.unshift(...answer.json.emails.map(({ id }: { id: string }) => id));
      cursor = answer.json.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual((await t.entries()).map(({ emailId }) => emailId));
    expect(seen).toHaveLength(501);
    const last = await t.bodySeenBy('usr_admin', seen.at(-1) ?? '');
    expect(Buffer.byteLength(last.text)).toBeLessThanOrEqual(maxAnswerBytes);
    const hidden = await t.built.call('usr_admin', 'PATCH', t.path, { body: { private: true } });
    expect(hidden.status).toBe(200);
    expect(hidden.text.length).toBeLessThan(2000);
    expect(hidden.json.emails).toBeUndefined();
  });
});

describe('a thread in pages (Y03)', () => {
  test('begins with the newest page, and its cursors lead to the older ones until there are none (Y03)', async () => {
    for (let n = 0; n < 30; n += 1)
      await recordReply(t.w, t.communicationId, { contactId: 'cnt_julie', text: `Réponse ${n}` });
    const ids = (await t.entries()).map(({ emailId }) => emailId);
    const first = await get(t.path);
    expect(first.json.emails.map(({ id }: { id: string }) => id)).toEqual(ids.slice(-25));
    const second = await get(`${t.path}?cursor=${first.json.nextCursor}`);
    expect(second.json.emails.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, -25));
    expect(second.json.nextCursor).toBeNull();
    expect((await get(`${t.path}?limit=101`)).status).toBe(400);
    expect((await get(`${t.path}?cursor=${first.json.nextCursor}`, 'usr_boss')).status).toBe(400);
    await t.built.call('usr_admin', 'POST', `${t.path}/read`);
    await recordReply(t.w, t.communicationId, { contactId: 'cnt_julie', text: 'La dernière' });
    const now = (await get(t.path)).json;
    expect(now.emails.map(({ unread }: { unread: boolean }) => unread)).toEqual([...Array(24).fill(false), true]);
    expect(now.unreadCount).toBe(1);
  });

  test('cuts a text between characters and says so, and the body route returns all of it (Y03)', {
    timeout: 60_000,
  }, async () => {
    const text = `${'é'.repeat(7_999)}x😀${'z'.repeat(400_000)}`;
    const id = await t.mailIn('julie@client.test', text);
    const shown = (await t.seenBy('usr_admin')).json.emails.find((email: { id: string }) => email.id === id);
    expect(shown).toMatchObject({ text: `${'é'.repeat(7_999)}x`, cut: true, hasHtml: false, hasQuote: false });
    expect((await t.bodySeenBy('usr_admin', id)).json).toMatchObject({ text, cut: false, rest: null });
  });

  test('gives a URL of one minute for a body larger than a response, to the original for an incoming mail (Y03)', {
    timeout: 60_000,
  }, async () => {
    const text = `é${'"'.repeat(999_000)}`;
    const id = await t.mailIn('julie@client.test', text);
    const answer = await t.bodySeenBy('usr_admin', id);
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(maxAnswerBytes);
    expect(Buffer.byteLength(answer.text)).toBeGreaterThan(880_000);
    expect(answer.json.cut).toBe(true);
    expect(text.startsWith(answer.json.text)).toBe(true);
    expect(answer.json.rest).toMatchObject({
      fileName: 'RE_ Facture 1.eml',
      url: expect.stringContaining('mail.test/mail/'),
    });
    expect(Date.parse(answer.json.rest.expiresAt) - t.w.clock.now().getTime()).toBe(60_000);
    // The relay has the same text, but some who may see the relay may not see the original mail.
    const relay = (await t.entries()).find((entry) => entry.kind === 'relay')?.emailId ?? '';
    const relayed = await t.bodySeenBy('usr_admin', relay);
    expect(relayed.json.rest).toMatchObject({ fileName: 'message.json', url: expect.stringContaining('bodies/') });
  });
});
