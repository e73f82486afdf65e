import {
  GetAccountCommand,
  PutAccountSendingAttributesCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Note, startFixture, until } from './stack.ts';

type Sns = { Records: { body: string }[] };
type SesEvent = { eventType: string; mail: { messageId: string } & Record<string, unknown> } & Record<string, unknown>;

const raw = (lines: string[], body = 'Bonjour.') => Buffer.from([...lines, '', body].join('\r\n'));
const message = raw([
  'From: =?utf-8?q?Am=C3=A9lie?= <r-a@reply.test>',
  'To: Julie <julie@client.test>',
  'Subject: =?utf-8?q?Facture_pay=C3=A9e?=',
  'Message-ID: <mine@reply.test>',
  'Date: Mon, 1 Jan 2001 00:00:00 +0000',
]);

describe('SES of the local run', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let client: SESv2Client;
  beforeAll(async () => {
    run = await startFixture();
    const { urls, credentials } = run.endpoints;
    client = new SESv2Client({ region: 'ca-central-1', endpoint: urls.SESV2, credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });

  const send = (to: string, more: Partial<SendEmailCommandInput> = {}) =>
    client.send(
      new SendEmailCommand({
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: message } },
        ConfigurationSetName: 'set',
        EmailTags: [{ Name: 'emailId', Value: 'eml_1' }],
        ...more,
      }),
    );
  const withRaw = (Data: Buffer) => send('julie@client.test', { Content: { Raw: { Data } } });

  const events = (id: string | undefined): SesEvent[] =>
    run
      .notes()
      .flatMap(({ event }: Note) => ('Records' in event ? (event as unknown as Sns).Records : []))
      .flatMap(({ body }) => (body ? [JSON.parse(body) as SesEvent] : []))
      .filter(({ mail }) => mail?.messageId === id);
  const kinds = (id: string | undefined, count: number) =>
    until(`${count} events`, () => {
      const found = events(id).map(({ eventType }) => eventType);
      return found.length >= count ? found : null;
    });
  const listed = async () => (await (await fetch(`${run.urls.mailbox}/messages`)).json()) as { id: string }[];

  test('a message is kept with its envelope, gets SES’s own Message-ID and Date, and is otherwise unchanged', async () => {
    const { MessageId = '' } = await send('Julie <julie@client.test>');
    expect(MessageId).toMatch(/^010d[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    expect((await listed())[0]).toMatchObject({
      id: MessageId,
      envelope: { from: 'r-a@reply.test', to: ['julie@client.test'] },
      subject: 'Facture payée',
    });
    const text = await (await fetch(`${run.urls.mailbox}/messages/${MessageId}`)).text();
    expect(text).toContain(`Message-ID: <${MessageId}@ca-central-1.amazonses.com>\r\n`);
    expect(text).not.toMatch(/mine@reply\.test|2001/);
    expect(text).toContain('From: =?utf-8?q?Am=C3=A9lie?= <r-a@reply.test>\r\n');
    expect(text.endsWith('\r\n\r\nBonjour.')).toBe(true);
  });

  test('the Send and Delivery events reach the function through topic, subscription and queue, in SES’s form', async () => {
    const { MessageId } = await send('someone@client.test');
    expect(await kinds(MessageId, 2)).toEqual(['Send', 'Delivery']);
    const [sent, delivered] = events(MessageId);
    expect(sent).toMatchObject({
      send: {},
      mail: {
        source: 'r-a@reply.test',
        destination: ['someone@client.test'],
        tags: { emailId: ['eml_1'], 'ses:configuration-set': ['set'] },
        commonHeaders: { subject: 'Facture payée', messageId: MessageId },
      },
    });
    expect(delivered).toMatchObject({
      delivery: { recipients: ['someone@client.test'], smtpResponse: expect.any(String) },
    });
  });

  test.each([
    ['success', ['Send', 'Delivery'], {}],
    ['bounce', ['Send', 'Bounce'], { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } }],
    ['complaint', ['Send', 'Delivery', 'Complaint'], { complaint: { complaintFeedbackType: 'abuse' } }],
    ['suppressionlist', ['Send', 'Bounce'], { bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed' } }],
    ['ooto', ['Send', 'Delivery'], {}],
  ])('the simulator’s address %s causes its events, also with a label', async (name, expected, detail) => {
    const { MessageId } = await send(`${name}+label@simulator.amazonses.com`);
    expect(await kinds(MessageId, expected.length)).toEqual(expected);
    expect(events(MessageId).at(-1)).toMatchObject(detail);
  });

  test('the simulator’s out-of-office reply arrives as a mail to the thread, marked as automatic', async () => {
    await send('ooto+back@simulator.amazonses.com');
    const receipt = await until('the answer', () =>
      run
        .notes()
        .flatMap(({ event }) => (event.Records as { ses?: { mail: { source: string; headers: object[] } } }[]) ?? [])
        .map(({ ses }) => ses?.mail)
        .find((mail) => JSON.stringify(mail ?? '').includes('ooto+back@')),
    );
    expect(receipt.source).toBe('');
    expect(receipt.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-replied' });
  });

  test('a message that SES would refuse is refused with SES’s error names, and not kept', async () => {
    const before = (await listed()).length;
    const refused = async (sending: Promise<unknown>) =>
      sending.then(
        () => 'accepted',
        (error: Error) => error.name,
      );
    expect(await refused(send('julie@client.test', { ConfigurationSetName: 'other' }))).toBe('NotFoundException');
    expect(await refused(send('jülie@client.test'))).toBe('BadRequestException');
    expect(await refused(send('julie@clïent.test'))).toBe('BadRequestException');
    expect(await refused(send('a@b.test', { EmailTags: [{ Name: 'a b', Value: 'c' }] }))).toBe('BadRequestException');
    const many = Array.from({ length: 51 }, (_, n) => `p${n}@client.test`);
    expect(await refused(send('a@b.test', { Destination: { ToAddresses: many } }))).toBe('BadRequestException');
    expect(await refused(withRaw(raw(['From: a@stranger.test', 'To: b@client.test'])))).toBe('MessageRejected');
    expect(await refused(withRaw(raw(['From: a@reply.test', 'Bcc: hidden@client.test'])))).toBe('BadRequestException');
    expect(await refused(withRaw(raw(['From: a@reply.test'], 'x'.repeat(999))))).toBe('BadRequestException');
    expect(await refused(withRaw(raw(['From: a@reply.test'], 'x'.repeat(998))))).toBe('accepted');
    const large = Buffer.alloc(41 * 1024 * 1024, 'x\n');
    expect(await refused(withRaw(raw(['From: a@reply.test'], large.toString())))).toBe('BadRequestException');
    expect((await listed()).length).toBe(before + 1);
  });

  test('the account reports its rate', async () => {
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({
      SendingEnabled: true,
      SendQuota: { MaxSendRate: 14 },
    });
  });

  test('the mailbox survives a restart, and pending events are published after it', async () => {
    const { MessageId } = await send('later@client.test');
    await run.stop();
    Object.assign(run, await run.start());
    expect((await listed()).map(({ id }) => id)).toContain(MessageId);
    expect(new Set(await kinds(MessageId, 2))).toEqual(new Set(['Send', 'Delivery']));
  });
});

describe('a small account of the local SES', () => {
  let run: Awaited<ReturnType<typeof startFixture>>;
  let client: SESv2Client;
  const env = { SES_MAX_SEND_RATE: '2', SES_MAX_24_HOUR_SEND: '5' };
  const open = () => {
    const { urls, credentials } = run.endpoints;
    client = new SESv2Client({ region: 'ca-central-1', endpoint: urls.SESV2, credentials, maxAttempts: 1 });
  };
  beforeAll(async () => {
    run = await startFixture(() => {}, { env });
    open();
  });
  afterAll(async () => {
    await run.stop();
    run.remove();
  });
  const send = () =>
    client.send(
      new SendEmailCommand({
        Destination: { ToAddresses: ['julie@client.test'] },
        Content: { Raw: { Data: message } },
      }),
    );
  const setSending = (SendingEnabled: boolean) =>
    client.send(new PutAccountSendingAttributesCommand({ SendingEnabled }));

  test('reports its limits and their used part, and enforces them as SES does, also after a restart', async () => {
    for (let i = 0; i < 4; i += 1) await send();
    await expect(send()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Maximum sending rate exceeded.',
    });
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { MaxSendRate: 2, Max24HourSend: 5, SentLast24Hours: 4 },
    });
    await setSending(false);
    await expect(send()).rejects.toMatchObject({ name: 'SendingPausedException' });
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({ SendingEnabled: false });
    await setSending(true);
    await until('the burst to pass', () => send().then(Boolean, () => false));
    await run.stop();
    Object.assign(run, await run.start());
    open();
    await expect(send()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Daily message quota exceeded.',
    });
  });
});
