import { z } from 'zod';
import { CommunicationId, ContactId, EmailId, ProjectId, UserId } from '../ids.ts';
import { Instant } from '../text.ts';

/** A delivery: one message to one recipient, with its attempts. The rules are in delivery-rules.ts. */

export const DeliveryState = z.enum([
  'ready',
  'sending',
  'held',
  'unconfirmed',
  'accepted',
  'delayed',
  'delivered',
  'bounced',
  'rejected',
  'complained',
  'failed',
  'cancelled',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const RecipientRole = z.enum(['to', 'cc', 'bcc']);
export type RecipientRole = z.infer<typeof RecipientRole>;

const HistoryEntry = z.object({ state: DeliveryState, at: Instant, detail: z.string().nullable() });

/**
 * One attempt to mail a message. `id` is set by the claim and proves whose claim it is; `run` is the run that claimed.
 */
export const Attempt = z.object({
  number: z.number().int().min(1),
  id: z.string().nullable(),
  run: z.number().int().nullable(),
  state: DeliveryState,
  at: Instant,
  /** A stable reason code or the receiving server's own text; never an address. */
  detail: z.string().nullable(),
  soft: z.boolean(),
  sesMessageId: z.string().nullable(),
  requestedBy: UserId.nullable(),
  requestedByName: z.string().nullable().optional(),
  reason: z.string().nullable(),
  /** The resend request that made this attempt (resend.ts). A repeated request finds its attempt by this id. */
  requestId: z.string().optional(),
  /** Whether somebody was notified of the current state; reconcile then no longer lists it (reconcile-lists.ts). */
  told: z.boolean().optional(),
  history: z.array(HistoryEntry),
});
export type Attempt = z.infer<typeof Attempt>;

/** `rev` grows by one with each write and is the condition of the next. `recipientId` is the contact's id. */
const StoredDelivery = z.object({
  emailId: EmailId,
  /** Needed for the project's delivery report; absent from a notice's delivery, which the report does not list. */
  projectId: ProjectId.optional(),
  /** Set on a notice's delivery: its failure causes no further notice, and no reply to it belongs to the thread. */
  notice: z.literal(true).optional(),
  communicationId: CommunicationId,
  recipientId: ContactId,
  userId: UserId.nullable(),
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  attempts: z.tuple([Attempt], Attempt),
  /**
   * Non-delivery notices that came by mail: when the first arrived and how many there were. They are unauthenticated,
   * so the state did not move. `last` is the email id of the last one counted, which keeps the count right if the
   * response to that write was lost.
   */
  lateNotice: z
    .object({
      at: Instant,
      reports: z.number().int().min(1),
      last: EmailId.optional(),
      told: z.literal(true).optional(),
    })
    .optional(),
  rev: z.number().int(),
});

/**
 * A delivery as read from its stored form. `latest` is the attempt that counts; `earlier` are the others, oldest first.
 */
export const Delivery = StoredDelivery.transform(({ attempts, ...delivery }) => ({
  ...delivery,
  earlier: attempts.slice(0, -1),
  latest: attempts.at(-1) ?? attempts[0],
}));
export type Delivery = z.infer<typeof Delivery>;

/** All attempts of a delivery, oldest first. */
export const attemptsOf = ({ earlier, latest }: Pick<Delivery, 'earlier' | 'latest'>): Attempt[] => [
  ...earlier,
  latest,
];

/** The form in which a delivery is stored: all attempts in one list. */
export const storedDelivery = ({ earlier, latest, ...delivery }: Delivery) => ({
  ...delivery,
  attempts: attemptsOf({ earlier, latest }),
});
