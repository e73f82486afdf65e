import type { z } from 'zod';
import type { Communication, ThreadEntry } from '../../domain/conversation/communication.ts';
import { communicationOf } from '../../domain/conversation/communication.ts';
import { invoiceVersionOf, type OutgoingEmail } from '../../domain/conversation/email.ts';
import { type Access, isAdmin } from '../../domain/conversation/permissions.ts';
import { outgoingEntry } from '../../domain/conversation/thread-entry.ts';
import { countEntries, lastActivity, visibleDeliveries } from '../../domain/conversation/thread-visibility.ts';
import type { Delivery } from '../../domain/delivery/delivery.ts';
import { emailState } from '../../domain/delivery/delivery-rules.ts';
import type { CommunicationView } from '../shapes/communications.ts';

/** A conversation as one viewer may see it. */

export type DocumentInfo = { sha256: string; bytes: number };
type SentDocument = OutgoingEmail['document'];

/** The signature as the API returns it, with its moment in UTC. */
export const signatureView = (document: SentDocument) => {
  if (!document?.signature) return null;
  const { name, title, signedAt } = document.signature;
  return { name, title, signedAt: new Date(signedAt).toISOString() };
};

export type Seen = {
  communication: Communication;
  /** The entries that the viewer may see, in chronological order. */
  entries: readonly ThreadEntry[];
  readAt: string | null;
  /** The deliveries of the leading email (thread-visibility.ts), whose state is that of the conversation. */
  deliveries: readonly Delivery[];
  /** The first email's document. */
  sent: SentDocument;
  /** Null until the PDF is rendered. */
  document: DocumentInfo | null;
  /** The version that a PDF rendered now would have; null when the invoice can no longer be printed. */
  currentVersion: string | null;
};

export const communicationView = (viewer: Access, seen: Seen): z.input<typeof CommunicationView> => {
  const { communication: c, entries } = seen;
  // A participant who joined later never received the PDF, so its facts stay hidden from them too.
  const { document, sent } = entries.some((e) => e.emailId === c.firstEmailId) ? seen : { document: null, sent: null };
  return {
    id: c.id,
    invoiceId: c.invoiceId,
    subject: c.subject,
    private: c.private,
    state: emailState(visibleDeliveries(viewer, c, seen.deliveries)),
    createdBy: { id: c.createdBy, name: c.sender.name },
    createdAt: c.createdAt,
    lastActivityAt: lastActivity(c, entries),
    ...countEntries(viewer, entries, seen.readAt),
    to: c.participants
      .filter((p) => p.role === 'to')
      .map((p) => ({ contactId: p.recipientId, name: p.name, address: p.address })),
    document: {
      sha256: document?.sha256 ?? null,
      bytes: document?.bytes ?? null,
      invoiceVersion: c.invoiceVersion,
      outdated: seen.currentVersion !== c.invoiceVersion,
      signature: signatureView(sent),
    },
    permissions: { send: isAdmin(viewer), changePrivate: isAdmin(viewer) },
  };
};

/**
 * The response to a send, built from the commit item alone, so that every repeat of the request gets the same bytes.
 */
export const acceptedView = (viewer: Access, email: OutgoingEmail): z.input<typeof CommunicationView> =>
  communicationView(viewer, {
    communication: communicationOf(email),
    entries: [outgoingEntry(email)],
    readAt: null,
    deliveries: [],
    sent: email.document,
    document: null,
    currentVersion: email.document && invoiceVersionOf(email.document),
  });
