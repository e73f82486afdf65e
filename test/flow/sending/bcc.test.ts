import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type ApiWorld, invoicePath, seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { arrive } from '../../fakes/worlds/captured-mail.ts';

const hidden = 'luc@client.test';
const all = '/projects/prj_a/communications';

/** These tests go from the request to the raw messages, with the real MIME reader and writer. */
describe('a person in Bcc', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld({ mimeWriter: mimeWriter(), mimeReader: mimeReader(), htmlCleaner: htmlCleaner() });
  });

  const sendToFour = async (change: object = {}) => {
    const people = { to: ['cnt_julie'], cc: ['cnt_david', 'cnt_plain'], bcc: ['cnt_luc'] };
    const { json } = await send(built, { ...people, ...change });
    await runSendFlow(built.w);
    return json.id as string;
  };
  const mailsSince = (count: number) => built.w.mailer.mails.slice(count);

  /** A reply by mail, as SES hands it over. */
  const reply = async (from: string, to: string[], text: string) => {
    const thread = built.w.mailer.mails[0]?.from ?? '';
    const id = `ses-${text.length}-${built.w.mail.stored.size}`;
    const raw = [
      `From: <${from}>`,
      `To: ${[thread, ...to].map((a) => `<${a}>`).join(', ')}`,
      'Subject: Re: Facture 1',
      `Date: ${built.w.clock.now().toUTCString()}`,
      `Message-ID: <${id}@client.test>`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
    ].join('\r\n');
    built.w.clock.advance(60_000);
    const receipt = await arrive(built.w, Buffer.from(raw), { id, recipients: [thread], source: from });
    const [outcome] = await captureReply(built.w)(receipt);
    expect(outcome?.outcome).toBe('recorded');
    await runSendFlow(built.w);
  };

  /** Expects that nothing in the message names the hidden person, in any header, body, part or encoding. */
  const expectNoTrace = async (mail: { raw: Uint8Array; to: string }) => {
    const raw = Buffer.from(mail.raw).toString('latin1');
    expect(raw).not.toMatch(/^bcc:/im);
    const parsed = await simpleParser(Buffer.from(mail.raw));
    const decoded = JSON.stringify([raw, [...parsed.headers.values()], parsed.text, parsed.html, parsed.attachments]);
    for (const trace of [hidden, 'Luc Hébert', 'H=C3=A9bert', 'cnt_luc', Buffer.from(hidden).toString('base64')])
      expect(decoded, `${trace} in the mail to ${mail.to}`).not.toContain(trace);
  };

  test('is named in no message and no relay, and no message has a Bcc header (P11)', async () => {
    const id = await sendToFour();
    const first = mailsSince(0);
    expect(first.map((m) => m.to).sort()).toEqual([
      'david@client.test',
      'julie@client.test',
      hidden,
      'plain@acier.test',
    ]);
    for (const mail of first) await expectNoTrace(mail);
    const heads = await Promise.all(
      first.map(async (m) => JSON.stringify((await simpleParser(Buffer.from(m.raw))).to)),
    );
    expect(new Set(heads).size).toBe(1);

    await reply('julie@client.test', [], 'Reçu, merci.');
    const relayed = mailsSince(4);
    expect(relayed.map((m) => m.to).sort()).toEqual([
      'admin@acier.test',
      'david@client.test',
      hidden,
      'plain@acier.test',
    ]);
    for (const mail of relayed) await expectNoTrace(mail);

    await reply(hidden, [], 'Entre nous.');
    const toSender = mailsSince(8);
    expect(toSender.map((m) => m.to)).toEqual(['admin@acier.test']);
    expect(Buffer.from(toSender[0]?.raw ?? []).toString()).not.toMatch(/^bcc:/im);
    for (const user of ['usr_plain', 'usr_reader']) {
      const seen = await built.call(user, 'GET', `${all}/${id}`);
      expect(seen.status).toBe(200);
      for (const trace of [hidden, 'Hébert', 'cnt_luc', 'Entre nous']) expect(seen.text).not.toContain(trace);
      expect(seen.json).toMatchObject({ emailCount: 2, replyCount: 1 });
    }
  });

  test('does not move the conversation in anybody’s list by a reply to the sender alone', async () => {
    const quiet = await sendToFour();
    built.w.clock.advance(60_000);
    const other = (await send(built, {}, 'key-2')).json.id;
    await reply(hidden, [], 'Entre nous.');
    for (const user of ['usr_reader', 'usr_admin']) {
      const { json } = await built.call(user, 'GET', `${invoicePath}/communications`);
      expect(json.items.map((c: { id: string }) => c.id)).toEqual([other, quiet]);
    }
  });

  test('gets the relay of a reply in a private conversation, like its other participants and nobody else (P06)', async () => {
    const id = await sendToFour({ private: true });
    await reply('david@client.test', ['julie@client.test'], 'En privé.');
    expect(
      mailsSince(4)
        .map((m) => m.to)
        .sort(),
    ).toEqual(['admin@acier.test', hidden, 'plain@acier.test']);
    expect((await built.call('usr_reader', 'GET', `${all}/${id}`)).status).toBe(404);
    expect((await built.call('usr_plain', 'GET', `${all}/${id}`)).json.replyCount).toBe(1);
  });

  test('is mailed once, as is a person named both alone and by a group (I06)', async () => {
    await sendToFour({ to: ['cnt_julie', 'grp_client'], cc: ['cnt_julie'], bcc: ['cnt_luc', 'grp_client'] });
    expect(
      mailsSince(0)
        .map((m) => m.to)
        .sort(),
    ).toEqual(['julie@client.test', hidden]);
  });
});
