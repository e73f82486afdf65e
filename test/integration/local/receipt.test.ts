import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startFixture, until } from './stack.ts';

const status = z.object({ status: z.string() });
/** The event as in SES's developer guide, strict wherever the local run makes the object itself. */
const ReceiptEvent = z.strictObject({
  eventSource: z.literal('aws:ses'),
  eventVersion: z.literal('1.0'),
  ses: z.strictObject({
    mail: z.strictObject({
      timestamp: z.iso.datetime(),
      source: z.string(),
      messageId: z.string().regex(/^[a-z0-9]{40}$/),
      destination: z.array(z.string()),
      headersTruncated: z.boolean(),
      headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      commonHeaders: z.looseObject({ returnPath: z.string(), from: z.array(z.string()), subject: z.string() }),
    }),
    receipt: z.strictObject({
      timestamp: z.iso.datetime(),
      processingTimeMillis: z.number(),
      recipients: z.array(z.string()),
      spfVerdict: status,
      dkimVerdict: status,
      dmarcVerdict: status,
      spamVerdict: status,
      virusVerdict: status,
      dmarcPolicy: z.string().optional(),
      action: z.strictObject({
        type: z.literal('Lambda'),
        functionArn: z.string(),
        invocationType: z.literal('Event'),
      }),
    }),
  }),
});

const helo = 'mail.client.test';

describe('incoming mail of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let smtp: Transporter;
  beforeAll(async () => {
    run = await startFixture();
    smtp = nodemailer.createTransport({ host: '127.0.0.1', port: run.ports.smtp, ignoreTLS: true, name: helo });
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const received = (subject: string) =>
    until(`the event of ${subject}`, () => {
      const records = run.notes().flatMap(({ event }) => (Array.isArray(event.Records) ? event.Records : []));
      const found = records.find((record) => record?.ses?.mail?.commonHeaders?.subject === subject);
      return found ? ReceiptEvent.parse(found).ses : null;
    });
  const stored = async (messageId: string): Promise<string> => {
    const { Body } = await run.clients.s3.send(new GetObjectCommand({ Bucket: 'mail', Key: `mail/${messageId}` }));
    return (await Body?.transformToString('latin1')) ?? '';
  };
  const mail = (subject: string, more: SendMailOptions = {}) =>
    smtp.sendMail({
      from: 'Julie <julie@client.test>',
      to: 'r-a@reply.test',
      subject,
      text: 'Reçu, merci.',
      ...more,
    });

  test('a mail is stored under its SES id before the function is invoked, and the event has SES’s form', async () => {
    await mail('Première réponse', {
      messageId: '<x@client.test>',
      attachments: [{ filename: 'a.bin', content: Buffer.alloc(500, 7) }],
    });
    const ses = await received('Première réponse');
    expect(ses.mail).toMatchObject({
      source: 'julie@client.test',
      destination: ['r-a@reply.test'],
      headersTruncated: false,
    });
    expect(ses.mail.headers).toContainEqual({ name: 'Message-ID', value: '<x@client.test>' });
    expect(ses.receipt).toMatchObject({
      recipients: ['r-a@reply.test'],
      dmarcVerdict: { status: 'PASS' },
      virusVerdict: { status: 'PASS' },
      action: { functionArn: 'arn:aws:lambda:ca-central-1:000000000000:function:record' },
    });
    expect(ses.receipt.dmarcPolicy).toBeUndefined();
    const raw = await stored(ses.mail.messageId);
    expect(raw).toMatch(/^Return-Path: <julie@client\.test>\r\nReceived: from /);
    expect(raw).toContain('Authentication-Results: amazonses.com;');
    expect(raw).toContain(Buffer.alloc(500, 7).toString('base64').slice(0, 76));
  });

  test('simulated verdicts reach the receipt and the header lines, and their header is not stored', async () => {
    await mail('Falsifiée', {
      headers: { 'X-Simulate-Verdicts': 'dmarc=FAIL, spf=fail, spam=GRAY, dmarcPolicy=none' },
    });
    const ses = await received('Falsifiée');
    expect(ses.receipt).toMatchObject({
      dmarcVerdict: { status: 'FAIL' },
      spfVerdict: { status: 'FAIL' },
      dkimVerdict: { status: 'PASS' },
      spamVerdict: { status: 'GRAY' },
      dmarcPolicy: 'NONE',
    });
    const raw = await stored(ses.mail.messageId);
    expect(raw).not.toMatch(/simulate/i);
    expect(JSON.stringify(ses)).not.toMatch(/simulate/i);
    expect(raw).toContain('dmarc=fail header.from=client.test');
    expect(raw).toContain('X-SES-Spam-Verdict: GRAY');
  });

  test('the same lenient reading of From gives the list of senders and the line that SES writes', async () => {
    const raw = (from: string) => `From: ${from}\r\nTo: r-a@reply.test\r\nSubject: ${from}\r\n\r\nx`;
    const envelope = { from: 'evil@evil.test', to: 'r-a@reply.test' };
    const seen: Record<string, unknown> = {};
    for (const from of [
      'x <julie@client.test> <evil@evil.test>',
      '"Roy, A" <a@École.test>, b@other.test',
      'b@x.test',
    ]) {
      await mail(from, { raw: raw(from), envelope });
      const ses = await received(from);
      const fields = (await stored(ses.mail.messageId)).split(/\r\n(?! )/);
      const results = fields.find((field) => field.startsWith('Authentication-Results: amazonses.com;'));
      seen[ses.mail.commonHeaders.from.join(' + ')] = results?.split('\r\n ').slice(1);
    }
    const spf = `spf=pass (spfCheck: local) client-ip=127.0.0.1; envelope-from=evil@evil.test; helo=${helo};`;
    const lines = (domain: string) => [spf, `dkim=pass header.i=@${domain};`, `dmarc=pass header.from=${domain};`];
    expect(seen).toEqual({
      'x <evil@evil.test>': lines('evil.test'),
      'Roy, A <a@École.test> + b@other.test': lines('xn--cole-9oa.test'),
      'b@x.test': lines('x.test'),
    });
  });

  const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
  test.each([
    ['in the text', { text: eicar }],
    ['in a base64 part', { attachments: [{ filename: 'facture.pdf', content: `abc${eicar}` }] }],
    ['in a quoted-printable part', { text: `é ${eicar} ${'é'.repeat(50)}`, textEncoding: 'quoted-printable' as const }],
  ])('the EICAR string %s counts as a virus', async (where, more) => {
    await mail(`EICAR ${where}`, more);
    expect((await received(`EICAR ${where}`)).receipt.virusVerdict.status).toBe('FAIL');
  });

  test('only addresses of the rule are accepted, in upper or lower case, and each other one is refused', async () => {
    await expect(mail('Ailleurs', { to: 'someone@client.test' })).rejects.toMatchObject({ responseCode: 550 });
    const info = await mail('Mixte', { to: ['someone@client.test', 'R-A@Reply.test'] });
    expect(info.accepted).toEqual(['R-A@reply.test']);
    expect((await received('Mixte')).receipt.recipients).toEqual(['R-A@reply.test']);
  });

  test('a mail over 40 MB is refused and leaves nothing behind', async () => {
    const count = async () => (await run.clients.s3.send(new ListObjectsV2Command({ Bucket: 'mail' }))).KeyCount;
    const before = await count();
    const raw = Buffer.concat([Buffer.from('Subject: Trop grosse\r\n\r\n'), Buffer.alloc(41 * 1024 * 1024, 'x\r\n')]);
    await expect(
      mail('Trop grosse', { raw, envelope: { from: 'a@client.test', to: 'r-a@reply.test' } }),
    ).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(await count()).toBe(before);
  });

  test('a bounce with an empty return path keeps it', async () => {
    await mail('Retour', { envelope: { from: '', to: 'r-a@reply.test' } });
    expect((await received('Retour')).mail.source).toBe('');
  });

  test('a reply written in the mailbox page is a real mail that names the message that it answers', async () => {
    const { SESv2Client, SendEmailCommand } = await import('@aws-sdk/client-sesv2');
    const { urls, credentials } = run.endpoints;
    const ses = new SESv2Client({ region: 'ca-central-1', endpoint: urls.SESV2, credentials });
    const lines = [
      'From: Amélie <r-a@reply.test>',
      'To: julie@client.test',
      'References: <root@reply.test>',
      'Subject: Facture 2',
      '',
      'Voici.',
    ];
    const { MessageId } = await ses.send(
      new SendEmailCommand({
        Destination: { ToAddresses: ['julie@client.test'] },
        Content: { Raw: { Data: Buffer.from(lines.join('\r\n')) } },
      }),
    );
    const answer = await fetch(`${run.urls.mailbox}/messages/${MessageId}/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'julie@client.test', text: 'Payée <vendredi>.' }),
    });
    expect(answer.status).toBe(202);
    const { mail: received_ } = await received('Re: Facture 2');
    expect(received_.source).toBe('julie@client.test');
    const id = `<${MessageId}@ca-central-1.amazonses.com>`;
    expect(received_.headers).toContainEqual({ name: 'In-Reply-To', value: id });
    expect(received_.headers).toContainEqual({ name: 'References', value: `<root@reply.test> ${id}` });
    expect(await stored(received_.messageId)).toContain('> Voici.');
  });
});
