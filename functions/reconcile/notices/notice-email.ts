import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';

/** What notices have in common: from nobody, for people who may know, carried by the flow like every other email. */

type Own = Pick<
  OutgoingEmail,
  'id' | 'projectId' | 'invoiceId' | 'communicationId' | 'language' | 'subject' | 'private'
> &
  Pick<OutgoingEmail, 'notice' | 'heldNotice'> & { text: string; at: string; receivers: Recipient[] };

export const noticeEmail = ({ text, at, receivers, ...own }: Own): OutgoingEmail => ({
  ...own,
  direction: 'outgoing',
  kind: 'notice',
  createdAt: at,
  from: { contactId: null, userId: null, name: 'Courriel', address: '' },
  to: receivers.map((r) => ({ contactId: r.recipientId, name: r.name, address: r.address })),
  cc: [],
  body: { text, html: null, quotedText: null },
  bodyKey: null,
  attachments: [],
  visibility: 'sender_and_admins',
  messageIds: [],
  recipients: receivers,
  document: null,
  requestHash: sha256Hex(own.id),
  relayOf: null,
  inReplyTo: null,
  run: 1,
  settledAt: null,
});
