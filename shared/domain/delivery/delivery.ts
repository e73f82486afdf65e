import { z } from 'zod';
import { CommunicationId, ContactId, EmailId, ProjectId, UserId } from '../ids.ts';
import { Instant } from '../text.ts';

/**
 * A delivery: one message to one recipient, with its attempts. The rules by which it moves are in delivery-rules.ts.
 */

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

/** `id` is set by the claim and proves whose claim it is; `run` is the flow run that claimed. */
export const Attempt = z.object({
  number: z.number().int().min(1),
  id: z.string().nullable(),
  run: z.number().int().nullable(),
  state: DeliveryState,
  at: Instant,
  /** A stable reason code or the receiving server's own words; never an address. */
  detail: z.string().nullable(),
  soft: z.boolean(),
  sesMessageId: z.string().nullable(),
  requestedBy: UserId.nullable(),
  requestedByName: z.string().nullable().optional(),
  reason: z.string().nullable(),
  /** Which request of a person asked for it (resend.ts): a repeat of that request finds itself here. */
  requestId: z.string().optional(),
  /** Somebody was told of the state that it is in: reconcile need not look after it any more (watch.ts). */
  told: z.boolean().optional(),
  history: z.array(HistoryEntry),
});
export type Attempt = z.infer<typeof Attempt>;

/** `rev` grows by one with each write and is the condition of the next. `recipientId` is the contact's id. */
export const Delivery = z.object({
  emailId: EmailId,
  /** For the project's report of deliveries; absent for what the report does not count. */
  projectId: ProjectId.optional(),
  /** Of a notice: no further notice is made of its trouble, and nobody's answer to it belongs to the thread. */
  notice: z.literal(true).optional(),
  communicationId: CommunicationId,
  recipientId: ContactId,
  userId: UserId.nullable(),
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  attempts: z.array(Attempt).min(1),
  /**
   * A non-delivery notice came by mail, at that time first, and so many of them. Nobody vouches for it: no state moved. `last`:
   * the one that was counted last, so that the count is right where the answer to its write was lost.
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
export type Delivery = z.infer<typeof Delivery>;
