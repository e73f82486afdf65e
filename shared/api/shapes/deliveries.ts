import { z } from 'zod';
import { DeliveryState, RecipientRole } from '../../domain/delivery/delivery.ts';
import { CommunicationId, ContactId, EmailId, InvoiceId, UserId } from '../../domain/ids.ts';
import { Instant } from '../../domain/text.ts';

/** Deliveries with their outcome, as the API lists them with their email and in the project's delivery report. */

/** Facts of a delivery and of its latest attempt. */
const latest = {
  recipientId: ContactId,
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  state: DeliveryState,
  /** A bounce whose cause may be temporary. */
  soft: z.boolean(),
  /** When the attempt entered this state. */
  at: Instant,
  detail: z.string().nullable(),
};

export const DeliveryView = z.object({
  ...latest,
  /**
   * Non-delivery notices that arrived by mail later; `at` is the first. They prove nothing and change no state. Shown
   * to the sender and the Admins; null for everyone else.
   */
  lateNotice: z.object({ at: Instant, reports: z.number().int() }).nullable(),
  /** Number of attempts before those listed. */
  earlierAttempts: z.number().int(),
  /** The most recent attempts, oldest first. */
  attempts: z.array(
    z.object({
      number: z.number().int(),
      state: DeliveryState,
      at: Instant,
      detail: z.string().nullable(),
      /** The user who requested this attempt, and why. Null for the first attempt; only Admins see it. */
      requestedBy: UserId.nullable(),
      requestedByName: z.string().nullable(),
      reason: z.string().nullable(),
      history: z.array(z.object({ state: DeliveryState, at: Instant, detail: z.string().nullable() })),
    }),
  ),
});

/** One row of the project's delivery report. */
export const DeliveryRow = z.object({
  invoiceId: InvoiceId,
  invoiceNumber: z.string(),
  communicationId: CommunicationId,
  emailId: EmailId,
  ...latest,
  attempt: z.number().int(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;
