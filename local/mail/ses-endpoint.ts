import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError, type AwsService } from '../aws-server.ts';
import { region } from '../settings.ts';
import type { Mailbox, MailRecord } from './mailbox.ts';
import { bareAddress, changeHead, commonHeaders, headerValue, readHeaders, splitMessage } from './message.ts';
import { accountLimits } from './ses-account.ts';
import { checkOutgoing, type Outgoing, type SesAccount } from './ses-checks.ts';
import { stepsFor } from './simulator.ts';

/** SES v2's API: checks a message, stores it and returns its id. delivery.ts publishes its events. */

const Destination = z.looseObject({
  ToAddresses: z.array(z.string()).default([]),
  CcAddresses: z.array(z.string()).default([]),
  BccAddresses: z.array(z.string()).default([]),
});
const Send = z.looseObject({
  FromEmailAddress: z.string().nullish(),
  Destination,
  Content: z.looseObject({ Raw: z.looseObject({ Data: z.base64() }) }),
  ConfigurationSetName: z.string().nullish(),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).nullish(),
});

/** An id in the form of SES's in this Region. */
const newMessageId = (): string => `010d${randomBytes(6).toString('hex')}-${randomUUID()}-000000`;

export const rfc2822 = (date: Date): string => date.toUTCString().replace('GMT', '+0000');

const readSend = (body: Buffer): Outgoing => {
  const parsed = Send.safeParse(JSON.parse(body.toString('utf8')));
  if (!parsed.success)
    throw new AwsError(
      400,
      'BadRequestException',
      'The local SES sends only raw messages: give Destination and Content.Raw',
    );
  const { FromEmailAddress, Destination: to, Content, ConfigurationSetName, EmailTags } = parsed.data;
  const given = Buffer.from(Content.Raw.Data, 'base64');
  // SES replaces the message's own From with FromEmailAddress, including the display name.
  const raw = FromEmailAddress ? changeHead(given, ['from'], [`From: ${FromEmailAddress}`]) : given;
  return {
    from: bareAddress(headerValue(readHeaders(splitMessage(raw).head), 'from') ?? ''),
    to: [...to.ToAddresses, ...to.CcAddresses, ...to.BccAddresses].map(bareAddress),
    configurationSet: ConfigurationSetName ?? null,
    tags: Object.fromEntries((EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
    raw,
  };
};

const overwritten = ['message-id', 'date', 'return-path', 'x-ses-configuration-set', 'x-ses-message-tags'];

export const sesEndpoint = (options: {
  mailbox: Mailbox;
  account: SesAccount;
  isOurs(address: string): boolean;
  /** May set limits other than the defaults, for a small account (ses-account.ts). */
  env: NodeJS.ProcessEnv;
  /** Called once the message is on disk. */
  accepted(record: MailRecord): void;
}): AwsService => {
  const { mailbox } = options;
  const sent = mailbox.list().flatMap(({ at, envelope }) => envelope.to.map(() => new Date(at)));
  const limits = accountLimits(options.env, sent);

  const send = async (body: Buffer): Promise<{ MessageId: string }> => {
    const mail = readSend(body);
    checkOutgoing(mail, options.account);
    limits.admit(mail.to.length);
    const id = newMessageId();
    const now = new Date();
    const raw = changeHead(mail.raw, overwritten, [
      `Message-ID: <${id}@${region}.amazonses.com>`,
      `Date: ${rfc2822(now)}`,
    ]);
    const record: MailRecord = {
      id,
      envelope: { from: mail.from, to: mail.to },
      subject: (await commonHeaders(splitMessage(raw).head)).subject ?? '',
      at: now.toISOString(),
      configurationSet: mail.configurationSet,
      tags: mail.tags,
      pending: stepsFor(mail.to, raw, options.isOurs),
    };
    mailbox.store(record, raw);
    options.accepted(record);
    return { MessageId: id };
  };

  return async ({ method, path, body }) => {
    if (method === 'POST' && path === '/v2/email/outbound-emails') return { status: 200, body: await send(body) };
    if (method === 'GET' && path === '/v2/email/account') return { status: 200, body: limits.describe() };
    if (method === 'PUT' && path === '/v2/email/account/sending') {
      limits.setSending(body);
      return { status: 200, body: {} };
    }
    throw new AwsError(404, 'NotFoundException', `The local SES has no ${method} ${path}`);
  };
};
