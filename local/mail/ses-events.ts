import { randomUUID } from 'node:crypto';
import { account, region } from '../settings.ts';
import type { MailRecord, Step } from './mailbox.ts';
import { commonHeaders, domainOf, readHeaders, splitMessage } from './message.ts';

/** SES's event records, as its developer guide documents them for events published to SNS. */

const identityArn = (domain: string): string => `arn:aws:ses:${region}:${account}:identity/${domain}`;

const mailObject = async (record: MailRecord, raw: Uint8Array) => {
  const { head } = splitMessage(raw);
  const domain = domainOf(record.envelope.from);
  return {
    timestamp: record.at,
    source: record.envelope.from,
    sourceArn: identityArn(domain),
    sendingAccountId: account,
    messageId: record.id,
    destination: record.envelope.to,
    headersTruncated: false,
    headers: readHeaders(head),
    // SES puts the bare id here that it gave the message, and not the Message-ID header.
    commonHeaders: { ...(await commonHeaders(head)), messageId: record.id },
    tags: {
      ...(record.configurationSet ? { 'ses:configuration-set': [record.configurationSet] } : {}),
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['local'],
      ...Object.fromEntries(Object.entries(record.tags).map(([name, value]) => [name, [value]])),
    },
  };
};

const bounce = (recipient: string, subType: string, status: string, diagnosticCode: string) => ({
  feedbackId: `${randomUUID()}-000000`,
  bounceType: 'Permanent',
  bounceSubType: subType,
  bouncedRecipients: [{ emailAddress: recipient, action: 'failed', status, diagnosticCode }],
  timestamp: new Date().toISOString(),
  reportingMTA: 'dns; amazonses.com',
});

const suppressed =
  'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.';

const detailOf = (record: MailRecord, { kind, recipient }: Step): [string, object] | null => {
  const timestamp = new Date().toISOString();
  switch (kind) {
    case 'Send':
      return ['Send', {}];
    case 'Delivery': {
      const delivery = {
        timestamp,
        processingTimeMillis: Date.now() - Date.parse(record.at),
        recipients: [recipient],
        smtpResponse: '250 2.0.0 Ok: queued',
        reportingMTA: `a1.smtp-out.${region}.amazonses.com`,
      };
      return ['Delivery', delivery];
    }
    case 'Bounce':
      return ['Bounce', bounce(recipient, 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown')];
    case 'Suppressed':
      return ['Bounce', bounce(recipient, 'Suppressed', '5.1.1', suppressed)];
    case 'Complaint': {
      const complaint = {
        feedbackId: `${randomUUID()}-000000`,
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: recipient }],
        timestamp,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      };
      return ['Complaint', complaint];
    }
    case 'Reject':
      return ['Reject', { reason: 'Bad content' }];
    default:
      return null;
  }
};

/** Null for a step that publishes no event. */
export const sesEvent = async (record: MailRecord, step: Step, raw: Uint8Array) => {
  const detail = detailOf(record, step);
  if (!detail) return null;
  const [eventType, body] = detail;
  const name = eventType.toLowerCase();
  return { eventType, [name]: body, mail: await mailObject(record, raw) };
};
