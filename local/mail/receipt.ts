import { randomBytes } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Functions } from '../lambda/functions.ts';
import { region } from '../settings.ts';
import type { ReceiptRule } from '../template/api-and-mail.ts';
import type { Incoming } from './delivery.ts';
import { changeHead, domainOf, fromDomain, splitMessage } from './message.ts';
import { receiptEvent } from './receipt-event.ts';
import { rfc2822 } from './ses-endpoint.ts';
import { sesLines, simulateHeader, verdictsOf } from './verdicts.ts';

/**
 * SES's receiving side: the template's receipt rules with their actions in order, so the S3 object exists before the
 * function runs.
 */

export type Receipt = {
  /** Whether a rule matches this address; mail to any other address is refused during SMTP. */
  accepts(address: string): boolean;
  /** Resolves once the object is stored; the function is invoked after that. */
  receive(mail: Incoming & { helo?: string }): Promise<void>;
};

/** A rule's recipient is an address, a domain, or a domain with its subdomains when it begins with a dot. */
const matches = (pattern: string, address: string): boolean => {
  if (pattern.includes('@')) return pattern === address.toLowerCase();
  return pattern.startsWith('.') ? domainOf(address).endsWith(pattern) : domainOf(address) === pattern;
};

/** An id in the form of SES's: 40 lower-case letters and digits. */
const newInboundId = (): string => [...randomBytes(40)].map((byte) => (byte % 36).toString(36)).join('');

export const receiptRules = (options: {
  rules: ReceiptRule[];
  s3: S3Client;
  sns: SNSClient;
  functions: Functions;
}): Receipt => {
  const { rules, s3, sns, functions } = options;
  const taken = (rule: ReceiptRule, recipients: string[]): string[] =>
    recipients.filter(
      (recipient) => rule.recipients.length === 0 || rule.recipients.some((pattern) => matches(pattern, recipient)),
    );

  const apply = async (rule: ReceiptRule, mail: Incoming, recipients: string[], helo: string): Promise<void> => {
    const id = newInboundId();
    const now = new Date();
    const verdicts = verdictsOf(mail.raw, rule.scan);
    const headerFrom = fromDomain(splitMessage(mail.raw).head);
    const lines = sesLines({ ...mail, id, helo, recipients, verdicts, headerFrom, region, at: rfc2822(now) });
    const stored = changeHead(mail.raw, [simulateHeader], lines);
    const event = (action: object) =>
      receiptEvent({
        id,
        mailFrom: mail.mailFrom,
        destination: mail.recipients,
        recipients,
        verdicts,
        stored,
        now,
        action,
      });

    for (const action of rule.actions) {
      if (action.kind === 's3') {
        const key = `${action.prefix}${id}`;
        await s3.send(new PutObjectCommand({ Bucket: action.bucket, Key: key, Body: stored }));
        if (action.topicArn === null) continue;
        const place = { type: 'S3', topicArn: action.topicArn, bucketName: action.bucket, objectKey: key };
        const { mail: described, receipt } = await event(place);
        const notice = JSON.stringify({ notificationType: 'Received', mail: described, receipt });
        await sns.send(new PublishCommand({ TopicArn: action.topicArn, Message: notice }));
      } else {
        const { functionArn, invocationType } = action;
        const ses = await event({ type: 'Lambda', functionArn, invocationType });
        const payload = { Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses }] };
        functions.invokeAsync(functionArn, JSON.stringify(payload));
      }
    }
  };

  return {
    accepts: (address) => rules.some((rule) => taken(rule, [address]).length > 0),
    receive: async ({ helo = 'localhost', ...mail }) => {
      for (const rule of rules) {
        const recipients = taken(rule, mail.recipients);
        if (recipients.length > 0) await apply(rule, mail, recipients, helo);
      }
    },
  };
};
