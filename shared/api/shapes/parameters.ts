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

/** What the paths and the queries of the routes take, and how every list answers. */

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

/** The route itself refuses a state that does not exist, with 422: a report of nothing would read as good news. */
export const deliveriesQuery = pageQuery.extend({
  state: z.string().optional().meta({ enum: DeliveryState.options }),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
