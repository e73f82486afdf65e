import { describe, expect, test } from 'vitest';
import { readMailEvent } from '../../shared/domain/ses-event.ts';
import { asNotification, sesEvent, sesEventMessage } from '../fakes/ses-events.ts';

const about = {
  emailId: 'eml_9',
  recipientId: 'cnt_9',
  attempt: 2,
  sesMessageId: '0100-z',
  at: '2026-10-01T12:10:00.000Z',
};
const same = { emailId: 'eml_9', recipientId: 'cnt_9', attempt: 2, sesMessageId: '0100-z' };

describe('a mail event', () => {
  test.each([
    ['Send', 'accepted', '2026-10-01T12:09:00.000Z', null],
    ['Delivery', 'delivered', about.at, '250 2.6.0 … queued for …'],
    ['DeliveryDelay', 'delayed', about.at, 'TransientCommunicationFailure'],
    ['Bounce', 'bounced', about.at, 'smtp; 550 5.1.1 …: user unknown'],
    ['Complaint', 'complained', about.at, 'abuse'],
    ['Reject', 'rejected', '2026-10-01T12:09:00.000Z', 'Bad content'],
  ])('%s says %s', (type, to, at, detail) => {
    expect(readMailEvent(sesEvent(type, about))).toEqual({ ...same, to, at, detail, soft: false });
  });

  test.each(['Transient', 'Undetermined'])('a bounce that is %s is soft', (bounceType) => {
    const bounce = { timestamp: about.at, bounceType, bounceSubType: 'MailboxFull', bouncedRecipients: [] };
    const event = readMailEvent(sesEvent('Bounce', about, { bounce }));
    expect(event).toMatchObject({ to: 'bounced', soft: true, detail: 'MailboxFull' });
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

  test('a server’s words are one short line without addresses', () => {
    const delivery = { timestamp: about.at, smtpResponse: `250 ok <a@b.test>\r\nX\u0000Y ${'z'.repeat(900)}` };
    const event = readMailEvent(sesEvent('Delivery', about, { delivery }));
    expect(event?.detail).toMatch(/^250 ok … X Y z+$/);
    expect(event?.detail?.length).toBe(300);
  });

  test.each(['Open', 'Click', 'Subscription', 'Rendering Failure', 'Something New'])('%s says nothing', (type) => {
    expect(readMailEvent(sesEvent(type, about))).toBeNull();
  });

  test('the event itself, as the stack’s raw delivery hands it over, says the same as one wrapped by SNS', () => {
    const bare = JSON.stringify(sesEventMessage('Delivery', about));
    expect(readMailEvent(bare)).toEqual(readMailEvent(sesEvent('Delivery', about)));
    expect(readMailEvent('Successfully validated SNS topic for Amazon SES event publishing.')).toBeNull();
  });

  test('SES’s greeting to the topic says nothing', () => {
    const hello = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(readMailEvent(asNotification(hello))).toBeNull();
  });
});

describe('what cannot be read is thrown, so that the queue keeps it', () => {
  const withTags = (tags: unknown) => {
    const message = sesEventMessage('Delivery', about);
    return asNotification({ ...message, mail: { ...message.mail, tags } });
  };

  test.each([
    ['no JSON', 'hello'],
    ['no notification', JSON.stringify({ Type: 'SubscriptionConfirmation', Message: '{}' })],
    ['no event in it', asNotification('{}')],
    ['no tags', withTags(undefined)],
    ['tags of somebody else', withTags({ campaign: ['x'] })],
    ['an id that is not ours', withTags({ emailId: ['x'], recipientId: ['cnt_1'], attempt: ['1'] })],
    ['an attempt that is no number', withTags({ emailId: ['eml_1'], recipientId: ['cnt_1'], attempt: ['one'] })],
  ])('%s', (_, body) => {
    expect(() => readMailEvent(body)).toThrow();
  });
});
