import { z } from 'zod';
import { DeliveryState, RecipientRole } from '../../domain/delivery/delivery.ts';
import { CommunicationId, ContactId, EmailId, InvoiceId, UserId } from '../../domain/ids.ts';
import { Instant } from '../../domain/text.ts';

/** What became of each delivery, on the email it belongs to and in the project's report. */

/** The latest attempt. */
const latest = {
  recipientId: ContactId,
  role: RecipientRole,
  name: z.string(),
  address: z.string(),
  state: DeliveryState,
  /** A bounce that may be temporary. */
  soft: z.boolean(),
  /** Since when it is in this state. */
  at: Instant,
  detail: z.string().nullable(),
};

export const DeliveryView = z.object({
  ...latest,
  /** A non-delivery notice came by mail later, first then. It proves nothing and moves no state. For the sender and the Admins; null otherwise. */
  lateNotice: z.object({ at: Instant, reports: z.number().int() }).nullable(),
  /** How many attempts came before those that are listed. */
  earlierAttempts: z.number().int(),
  /** The newest, oldest first. */
  attempts: z.array(
    z.object({
      number: z.number().int(),
      state: DeliveryState,
      at: Instant,
      detail: z.string().nullable(),
      /** Who asked for this attempt, and why: for the Admins; null otherwise, and of the first attempt. */
      requestedBy: UserId.nullable(),
      requestedByName: z.string().nullable(),
      reason: z.string().nullable(),
      history: z.array(z.object({ state: DeliveryState, at: Instant, detail: z.string().nullable() })),
    }),
  ),
});

/** One line of the report of deliveries. */
export const DeliveryRow = z.object({
  invoiceId: InvoiceId,
  invoiceNumber: z.string(),
  communicationId: CommunicationId,
  emailId: EmailId,
  ...latest,
  attempt: z.number().int(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;
