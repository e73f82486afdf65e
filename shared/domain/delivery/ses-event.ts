import { z } from 'zod';
import { ContactId, EmailId } from '../ids.ts';
import type { DeliveryState } from './delivery.ts';

/**
 * Reads SES's mail events, as SNS puts them on the queue, into moves of deliveries (docs/sending-protocol.md#states).
 */

/** One event: attempt number `attempt` of the delivery to `recipientId` has reached state `to`. */
export type MailEvent = {
  emailId: string;
  recipientId: string;
  attempt: number;
  to: DeliveryState;
  at: string;
  detail: string | null;
  soft: boolean;
  sesMessageId: string;
};

const Notification = z.object({ Type: z.literal('Notification'), Message: z.string() });

const When = z.coerce.date().transform((date) => date.toISOString());
/** SES gives each tag as a list of values; ours have one. */
const only = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

const Bounced = z.object({ status: z.string().optional(), diagnosticCode: z.string().optional() });

const Bounce = z.object({
  timestamp: When,
  bounceType: z.string(),
  bounceSubType: z.string().optional(),
  bouncedRecipients: z.array(Bounced).default([]),
});

const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    timestamp: When,
    tags: z.object({
      emailId: z.preprocess(only, EmailId),
      recipientId: z.preprocess(only, ContactId),
      attempt: z.preprocess(only, z.coerce.number().int()),
    }),
  }),
  delivery: z.object({ timestamp: When, smtpResponse: z.string().optional() }).optional(),
  deliveryDelay: z.object({ timestamp: When, delayType: z.string().optional() }).optional(),
  bounce: Bounce.optional(),
  complaint: z
    .object({
      timestamp: When,
      complaintFeedbackType: z.string().nullish(),
      complaintSubType: z.string().nullish(),
    })
    .optional(),
  reject: z.object({ reason: z.string().optional() }).optional(),
  failure: z.object({ errorMessage: z.string().optional() }).optional(),
});
type SesEvent = z.infer<typeof SesEvent>;

/** The receiving server's own text, shortened and with all addresses removed. */
const plainWords = (words: string | null | undefined): string | null => {
  const clean = (words ?? '')
    .replaceAll(/<?[^\s<>@]+@[^\s<>@]+>?/g, '…')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
  return clean === '' ? null : clean.toWellFormed();
};

type Move = Pick<MailEvent, 'to' | 'at' | 'detail' | 'soft'>;

const bounced = (bounce: z.infer<typeof Bounce>): Move => {
  const [first] = bounce.bouncedRecipients;
  return {
    to: 'bounced',
    at: bounce.timestamp,
    detail: plainWords(first?.diagnosticCode ?? first?.status ?? bounce.bounceSubType),
    // Anything but a permanent bounce may be a full mailbox or a misclassification, so it counts as soft.
    soft: bounce.bounceType !== 'Permanent',
  };
};

/** Whether the recipient told their provider that the mail is not spam. SES reports that as a complaint too. */
const isPraise = ({ complaint }: SesEvent): boolean => complaint?.complaintFeedbackType === 'not-spam';

/** Null for events that say nothing about a delivery, such as an open or a click. */
const moveOf = (event: SesEvent): Move | null => {
  const { eventType, mail, delivery, deliveryDelay, bounce, complaint, reject, failure } = event;
  const plain = (to: DeliveryState, at: string | undefined, words?: string | null): Move => ({
    to,
    at: at ?? mail.timestamp,
    detail: plainWords(words),
    soft: false,
  });
  if (eventType === 'Send') return plain('accepted', mail.timestamp);
  if (eventType === 'Delivery') return plain('delivered', delivery?.timestamp, delivery?.smtpResponse);
  if (eventType === 'DeliveryDelay') return plain('delayed', deliveryDelay?.timestamp, deliveryDelay?.delayType);
  if (eventType === 'Complaint' && !isPraise(event))
    return plain('complained', complaint?.timestamp, complaint?.complaintFeedbackType ?? complaint?.complaintSubType);
  if (eventType === 'Reject') return plain('rejected', undefined, reject?.reason);
  // SES took the request but could not build the mail from its template. We use no templates, so this should not occur.
  if (eventType === 'Rendering Failure') return plain('rejected', undefined, failure?.errorMessage);
  return eventType === 'Bounce' ? bounced(Bounce.parse(bounce)) : null;
};

/** SES publishes a plain-text greeting when it is connected to the topic. */
const isGreeting = (message: string): boolean => message.startsWith('Successfully validated SNS topic');

/**
 * The stack subscribes the queue with raw message delivery, so the body is the event. Without it, SNS wraps the event
 * in a notification.
 */
const messageOf = (body: string): string => {
  if (isGreeting(body)) return body;
  const wrapped = Notification.safeParse(JSON.parse(body));
  return wrapped.success ? wrapped.data.Message : body;
};

/**
 * Reads one message of the queue. Null when it says nothing about a delivery. Throws when it concerns a mail but cannot
 * be read or lacks our tags: such a message must not get lost.
 */
export const readMailEvent = (body: string): MailEvent | null => {
  const message = messageOf(body);
  if (isGreeting(message)) return null;
  const event = SesEvent.parse(JSON.parse(message));
  const facts = moveOf(event);
  const { messageId, tags } = event.mail;
  return facts && { ...facts, ...tags, sesMessageId: messageId };
};
