import type { Mailbox, Recipient } from '../../../shared/domain/conversation/email.ts';

export const mailboxesOf = (recipients: readonly Recipient[], role: Recipient['role']): Mailbox[] =>
  recipients
    .filter((r) => r.role === role)
    .map((r) => ({ contactId: r.recipientId, name: r.name, address: r.address }));
