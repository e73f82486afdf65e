import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { sesConfig } from '../../../shared/adapters/clients.ts';
import { sesMailer } from '../../../shared/adapters/mail/ses-mailer.ts';
import { localAccount, type Reply, type ScriptedServer, scriptedServer } from '../../fakes/harness/scripted-server.ts';
import { anne, commitInvoiceEmail } from '../../fakes/worlds/committed-email.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';
import { world } from '../../fakes/worlds/world.ts';

/**
 * These tests use the real SES client in our own configuration, with an endpoint that answers as SES would, or not at
 * all.
 */
let server: ScriptedServer;
let client: SESv2Client;

beforeEach(async () => {
  server = await scriptedServer();
  const requestHandler = { ...sesConfig.requestHandler, requestTimeout: 300 };
  client = new SESv2Client({ ...sesConfig, ...localAccount, endpoint: server.endpoint, requestHandler });
});
afterEach(async () => {
  client.destroy();
  await server.stop();
});

const message = {
  raw: Buffer.from('From: =?utf-8?q?L=C3=A9a?= <r-x@reply.test>\r\n\r\nété'),
  from: 'r-x@reply.test',
  to: 'anne@gc.test',
  tags: { emailId: 'eml_1', recipientId: 'cnt_1', attempt: '1' },
};
const post = (reply: Reply) => {
  server.next(reply);
  return sesMailer(client, 'courriel').send(message);
};

describe('a post to SES', () => {
  test('names one recipient, the configuration set and the tags, and carries the raw message alone', async () => {
    expect(await post({ status: 200, body: { MessageId: '0100-a' } })).toEqual({
      kind: 'accepted',
      sesMessageId: '0100-a',
    });
    expect(server.received).toHaveLength(1);
    const [got] = server.received;
    expect(got).toMatchObject({ method: 'POST', path: '/v2/email/outbound-emails' });
    // FromEmailAddress must be missing: SES would write it over the From header, and the person's name would be lost.
    expect(JSON.parse(got?.body ?? '')).toEqual({
      Destination: { ToAddresses: ['anne@gc.test'] },
      Content: { Raw: { Data: message.raw.toString('base64') } },
      EmailTags: [
        { Name: 'emailId', Value: 'eml_1' },
        { Name: 'recipientId', Value: 'cnt_1' },
        { Name: 'attempt', Value: '1' },
      ],
      ConfigurationSetName: 'courriel',
    });
  });

  test.each([
    ['a refusal', { status: 400, errorType: 'MessageRejected' }, { kind: 'refused', code: 'message_rejected' }],
    ['a pause', { status: 400, errorType: 'SendingPausedException' }, { kind: 'held', code: 'account_paused' }],
    ['too fast', { status: 429, errorType: 'TooManyRequestsException' }, { kind: 'throttled' }],
    [
      'the day’s quota',
      { status: 429, errorType: 'TooManyRequestsException', body: { message: 'Daily message quota exceeded.' } },
      { kind: 'held', code: 'daily_quota' },
    ],
    ['a failure of SES', { status: 500, errorType: 'InternalFailure' }, { kind: 'unknown', code: 'http_500' }],
    ['an outage', { status: 503 }, { kind: 'unknown', code: 'http_503' }],
    ['a reset connection', 'reset', { kind: 'unknown', code: 'econnreset' }],
    ['silence', 'silence', { kind: 'unknown', code: expect.stringMatching(/^(?:timeout|etimedout)$/) }],
    ['an answer without an id', { status: 200 }, { kind: 'unknown', code: 'no_message_id' }],
  ] satisfies [string, Reply, object][])(
    'answered by %s is made once, and its outcome is returned',
    async (_, reply, outcome) => {
      expect(await post(reply)).toEqual(outcome);
      expect(server.received).toHaveLength(1);
    },
  );

  test('has its own connection, since one that SES closes at that moment for being idle would leave the outcome in doubt', async () => {
    for (const id of ['a', 'b', 'c']) await post({ status: 200, body: { MessageId: `0100-${id}` } });
    expect(new Set(server.received.map(({ connection }) => connection)).size).toBe(3);
  });

  test('to an endpoint that does not listen counts as throttled, since nothing can have been sent', async () => {
    await server.stop();
    expect(await sesMailer(client, 'courriel').send(message)).toEqual({ kind: 'throttled' });
    server = await scriptedServer();
  });
});

test('a mail that SES accepts before it resets the connection is posted once, and becomes accepted by its Send event (S06)', async () => {
  const w = { ...world(), mailer: sesMailer(client, 'courriel') };
  const email = await commitInvoiceEmail(w);
  const state = async () => {
    const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
    return delivery?.latest.state;
  };
  server.next('reset');
  const step = { emailId: email.id, run: 1, recipientId: anne.recipientId };
  expect(await sendEmail(w)(step)).toMatchObject({ state: 'unconfirmed' });
  await sendEmail(w)({ ...step, run: 2 });
  expect(server.received).toHaveLength(1);
  expect(await state()).toBe('unconfirmed');
  await trackDelivery(w)(sesEvent('Send', { emailId: email.id, recipientId: anne.recipientId }));
  expect(await state()).toBe('accepted');
  expect(server.received).toHaveLength(1);
});
