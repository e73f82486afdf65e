/**
 * SES event messages as the queue gets them, as JSON in an SNS notification. Each has exactly the documented fields, as
 * test/fixtures/documented-ses-events.ts checks.
 */

export type EventAbout = {
  emailId?: string;
  recipientId?: string;
  attempt?: number;
  sesMessageId?: string;
  at?: string;
};

const details = (type: string, at: string): Record<string, unknown> => {
  const address = 'anne@gc.test';
  const all: Record<string, Record<string, unknown>> = {
    Send: { send: {} },
    Delivery: {
      delivery: {
        timestamp: at,
        recipients: [address],
        smtpResponse: `250 2.6.0 <abc@gc.test> queued for ${address}`,
        reportingMTA: 'a8-1.smtp-out.amazonses.com',
        processingTimeMillis: 500,
      },
    },
    DeliveryDelay: {
      deliveryDelay: {
        timestamp: at,
        delayType: 'TransientCommunicationFailure',
        expirationTime: '2026-10-02T02:09:00.000Z',
        reportingMTA: '192.0.2.10',
        delayedRecipients: [{ emailAddress: address, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1' }],
      },
    },
    Bounce: {
      bounce: {
        timestamp: at,
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: address,
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: `smtp; 550 5.1.1 <${address}>: user unknown`,
          },
        ],
        feedbackId: 'fb-1',
        reportingMTA: 'dns; mx.gc.test',
      },
    },
    Complaint: {
      complaint: {
        timestamp: at,
        complainedRecipients: [{ emailAddress: address }],
        feedbackId: 'fb-2',
        complaintSubType: null,
        userAgent: 'GC-Mail/1.0',
        complaintFeedbackType: 'abuse',
        arrivalDate: at,
      },
    },
    Reject: { reject: { reason: 'Bad content' } },
    'Rendering Failure': {
      failure: { templateName: 'none', errorMessage: `Attribute 'name' of ${address} is not present.` },
    },
    Open: { open: { timestamp: at, userAgent: 'x', ipAddress: '192.0.2.1' } },
  };
  return all[type] ?? {};
};

export const sesEventMessage = (type: string, about: EventAbout = {}, more: Record<string, unknown> = {}) => {
  const at = about.at ?? '2026-10-01T12:10:00.000Z';
  return {
    eventType: type,
    mail: {
      timestamp: '2026-10-01T12:09:00.000Z',
      source: 'r-x@reply.courriel.test',
      sourceArn: 'arn:aws:ses:ca-central-1:123456789012:identity/reply.courriel.test',
      sendingAccountId: '123456789012',
      messageId: about.sesMessageId ?? '0100-fake-1',
      destination: ['anne@gc.test'],
      headersTruncated: false,
      headers: [
        { name: 'From', value: 'Léa Côté <r-x@reply.courriel.test>' },
        { name: 'To', value: 'Anne Roy <anne@gc.test>' },
      ],
      commonHeaders: {
        from: ['Léa Côté <r-x@reply.courriel.test>'],
        to: ['Anne Roy <anne@gc.test>'],
        messageId: about.sesMessageId ?? '0100-fake-1',
        subject: 'Facture 7',
      },
      tags: {
        'ses:configuration-set': ['courriel'],
        'ses:source-ip': ['192.0.2.1'],
        'ses:from-domain': ['reply.courriel.test'],
        'ses:caller-identity': ['send-email'],
        emailId: [about.emailId ?? 'eml_1'],
        recipientId: [about.recipientId ?? 'cnt_1'],
        attempt: [String(about.attempt ?? 1)],
      },
    },
    ...details(type, at),
    ...more,
  };
};

export const asNotification = (message: unknown): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'sns-1',
    TopicArn: 'arn:aws:sns:ca-central-1:123456789012:mail-events',
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: '2026-10-01T12:10:01.000Z',
  });

export const sesEvent = (type: string, about: EventAbout = {}, more: Record<string, unknown> = {}): string =>
  asNotification(sesEventMessage(type, about, more));
