import { describe, expect, test } from 'vitest';
import { sesEvent as localSesEvent } from '../../../../local/mail/ses-events.ts';
import { readMailEvent } from '../../../../shared/domain/delivery/ses-event.ts';
import { asNotification, sesEvent, sesEventMessage } from '../../../fakes/worlds/ses-events.ts';
import {
  bounceTypes,
  complaintTypes,
  delayTypes,
  documentedSesEvent,
} from '../../../fixtures/documented-ses-events.ts';

const about = {
  emailId: 'eml_9',
  recipientId: 'cnt_9',
  attempt: 2,
  sesMessageId: '0100-z',
  at: '2026-10-01T12:10:00.000Z',
};
const same = { emailId: 'eml_9', recipientId: 'cnt_9', attempt: 2, sesMessageId: '0100-z' };

const kinds = ['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure'];

test.each(kinds)('the %s event of the tests has the documented fields', (type) => {
  expect(documentedSesEvent.safeParse(sesEventMessage(type, about)).error?.issues ?? []).toEqual([]);
});

test.each(['Send', 'Delivery', 'Bounce', 'Suppressed', 'Complaint', 'Reject'] as const)(
  'the %s event of the local run has the documented fields',
  async (kind) => {
    const recipient = 'anne@gc.test';
    const record = {
      id: '0100-local-1',
      at: about.at,
      envelope: { from: 'r-x@reply.courriel.test', to: [recipient] },
      configurationSet: 'courriel',
      tags: { emailId: 'eml_9', recipientId: 'cnt_9', attempt: '2' },
    };
    const raw = Buffer.from('From: r-x@reply.courriel.test\r\nTo: anne@gc.test\r\nSubject: Facture 7\r\n\r\nBonjour');
    const event = await localSesEvent(record as never, { kind, recipient } as never, raw);
    expect(documentedSesEvent.safeParse(event).error?.issues ?? []).toEqual([]);
  },
);

describe('a mail event', () => {
  test.each([
    ['Send', 'accepted', '2026-10-01T12:09:00.000Z', null],
    ['Delivery', 'delivered', about.at, '250 2.6.0 … queued for …'],
    ['DeliveryDelay', 'delayed', about.at, 'TransientCommunicationFailure'],
    ['Bounce', 'bounced', about.at, 'smtp; 550 5.1.1 …: user unknown'],
    ['Complaint', 'complained', about.at, 'abuse'],
    ['Reject', 'rejected', '2026-10-01T12:09:00.000Z', 'Bad content'],
    ['Rendering Failure', 'rejected', '2026-10-01T12:09:00.000Z', "Attribute 'name' of … is not present."],
  ])('%s is read as %s', (type, to, at, detail) => {
    expect(readMailEvent(sesEvent(type, about))).toEqual({ ...same, to, at, detail, soft: false });
  });

  test.each(['Transient', 'Undetermined'])('a bounce that is %s is soft', (bounceType) => {
    const bounce = { timestamp: about.at, bounceType, bounceSubType: 'MailboxFull', bouncedRecipients: [] };
    const event = readMailEvent(sesEvent('Bounce', about, { bounce }));
    expect(event).toMatchObject({ to: 'bounced', soft: true, detail: 'MailboxFull' });
  });

  test.each(bounceTypes)('a bounce %s/%s without a report gives its subtype', (bounceType, bounceSubType) => {
    const bounce = {
      timestamp: about.at,
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: 'anne@gc.test' }],
      feedbackId: 'fb-1',
    };
    const message = sesEventMessage('Bounce', about, { bounce });
    expect(documentedSesEvent.parse(message)).toBeTruthy();
    expect(readMailEvent(JSON.stringify(message))).toMatchObject({
      to: 'bounced',
      soft: bounceType !== 'Permanent',
      detail: bounceSubType,
    });
  });

  test.each(complaintTypes)('a report of type %s is a complaint, unless the type is not-spam', (type) => {
    const { complaint } = sesEventMessage('Complaint', about) as { complaint?: object };
    const message = sesEventMessage('Complaint', about, { complaint: { ...complaint, complaintFeedbackType: type } });
    expect(documentedSesEvent.parse(message)).toBeTruthy();
    const event = readMailEvent(JSON.stringify(message));
    if (type === 'not-spam') expect(event).toBeNull();
    else expect(event).toMatchObject({ to: 'complained', detail: type });
  });

  test('a complaint without a report gives the reason why SES did not deliver', () => {
    const complaint = {
      timestamp: about.at,
      complainedRecipients: [{ emailAddress: 'anne@gc.test' }],
      feedbackId: 'fb-2',
      complaintSubType: 'OnAccountSuppressionList',
    };
    const message = sesEventMessage('Complaint', about, { complaint });
    expect(documentedSesEvent.parse(message)).toBeTruthy();
    expect(readMailEvent(JSON.stringify(message))).toMatchObject({
      to: 'complained',
      detail: 'OnAccountSuppressionList',
    });
  });

  test.each(delayTypes)('a delay gives its type, %s', (delayType) => {
    const { deliveryDelay } = sesEventMessage('DeliveryDelay', about) as { deliveryDelay?: object };
    const message = sesEventMessage('DeliveryDelay', about, { deliveryDelay: { ...deliveryDelay, delayType } });
    expect(documentedSesEvent.parse(message)).toBeTruthy();
    expect(readMailEvent(JSON.stringify(message))).toMatchObject({ to: 'delayed', detail: delayType });
  });

  test('a suppressed address bounces with its reason', () => {
    const bounce = {
      timestamp: about.at,
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: 'anne@gc.test' }],
    };
    const event = readMailEvent(sesEvent('Bounce', about, { bounce }));
    expect(event).toMatchObject({ to: 'bounced', soft: false, detail: 'OnAccountSuppressionList' });
  });

  test('the response of a server becomes one short line without addresses', () => {
    const delivery = { timestamp: about.at, smtpResponse: `250 ok <a@b.test>\r\nX\u0000Y ${'z'.repeat(900)}` };
    const event = readMailEvent(sesEvent('Delivery', about, { delivery }));
    expect(event?.detail).toMatch(/^250 ok … X Y z+$/);
    expect(event?.detail?.length).toBe(300);
  });

  test.each(['Open', 'Click', 'Subscription', 'Something New'])('%s is ignored', (type) => {
    expect(readMailEvent(sesEvent(type, about))).toBeNull();
  });

  test('a bare event, as the stack’s raw delivery passes it on, is read like one wrapped by SNS', () => {
    const bare = JSON.stringify(sesEventMessage('Delivery', about));
    expect(readMailEvent(bare)).toEqual(readMailEvent(sesEvent('Delivery', about)));
    expect(readMailEvent('Successfully validated SNS topic for Amazon SES event publishing.')).toBeNull();
  });

  test('the message by which SES validates the topic is ignored', () => {
    const hello = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(readMailEvent(asNotification(hello))).toBeNull();
  });
});

describe('an event that cannot be read throws, so that the queue keeps it', () => {
  const withTags = (tags: unknown) => {
    const message = sesEventMessage('Delivery', about);
    return asNotification({ ...message, mail: { ...message.mail, tags } });
  };

  test.each([
    ['no JSON', 'hello'],
    ['no notification', JSON.stringify({ Type: 'SubscriptionConfirmation', Message: '{}' })],
    ['no event in it', asNotification('{}')],
    ['a bounce that does not say what bounced', sesEvent('Bounce', about, { bounce: undefined })],
    ['no tags', withTags(undefined)],
    ['tags of somebody else', withTags({ campaign: ['x'] })],
    ['an id that is not ours', withTags({ emailId: ['x'], recipientId: ['cnt_1'], attempt: ['1'] })],
    ['an attempt that is no number', withTags({ emailId: ['eml_1'], recipientId: ['cnt_1'], attempt: ['one'] })],
  ])('%s', (_, body) => {
    expect(() => readMailEvent(body)).toThrow();
  });
});
