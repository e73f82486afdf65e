import { z } from 'zod';
import { DeliveryState } from '../../domain/delivery/delivery.ts';
import {
  AttachmentId,
  CommunicationId,
  ContactId,
  ContractId,
  EmailId,
  GroupId,
  InvoiceId,
  ProjectId,
  UserId,
} from '../../domain/ids.ts';

/** Path and query parameters of the routes, and the common shape of lists. */

export const projectPath = z.object({ projectId: ProjectId });
export const invoicePath = projectPath.extend({ invoiceId: InvoiceId });
export const communicationPath = projectPath.extend({ communicationId: CommunicationId });
export const emailPath = communicationPath.extend({ emailId: EmailId });
export const memberPath = projectPath.extend({ userId: UserId });
export const contactPath = projectPath.extend({ contactId: ContactId });
export const groupPath = projectPath.extend({ groupId: GroupId });
export const contractPath = projectPath.extend({ contractId: ContractId });
export const attachmentPath = emailPath.extend({ attachmentId: AttachmentId });

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2000).optional(),
});

export const searchQuery = pageQuery.extend({ q: z.string().max(200).optional() });

/** The handler rejects an unknown `state` with 422, because people would take an empty report for good news. */
export const deliveriesQuery = pageQuery.extend({
  state: z.string().optional().meta({ enum: DeliveryState.options }),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
