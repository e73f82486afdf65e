import type { z } from 'zod';
import type { Communication } from '../domain/communication.ts';
import type { Delivery } from '../domain/delivery.ts';
import { emailState, latestAttempt, wasNeverMailed } from '../domain/delivery-rules.ts';
import type { Email, EmailBody, Recipient } from '../domain/email.ts';
import { type Access, isAdmin } from '../domain/permissions.ts';
import { leftBehind } from '../domain/relay.ts';
import { visibleDeliveries, visibleRecipients } from '../domain/thread-visibility.ts';
import type { DocumentInfo } from './communication-view.ts';
import { relayStanding, releasedBy } from './relay-standing.ts';
import type { AttachmentView, EmailView } from './shapes-communications.ts';
import type { DeliveryView } from './shapes-deliveries.ts';

/** One email of a thread as one viewer may see it. */

type Parts = {
  email: Email;
  body: EmailBody;
  deliveries: readonly Delivery[];
  document: DocumentInfo | null;
  /** Of an incoming email: the relay that carried it, if there is one. */
  relay: Email | null;
};

const personOf = (r: Recipient) => ({ contactId: r.recipientId, name: r.name, address: r.address });

const attachmentViews = ({ attachments, kind, direction }: Email): z.input<typeof AttachmentView>[] => {
  const behind = direction === 'incoming' && kind === 'reply' ? leftBehind(attachments) : null;
  return attachments.map(({ key: _, ...file }) => ({
    ...file,
    inline: file.contentId !== null,
    leftBehind: behind?.get(file.id) ?? null,
  }));
};

const deliveryView = (viewer: Access, delivery: Delivery): z.input<typeof DeliveryView> => {
  const { state, soft, at, detail } = latestAttempt(delivery);
  const { recipientId, role, name, address } = delivery;
  const attempts = delivery.attempts.map((attempt) =>
    isAdmin(viewer)
      ? { ...attempt, requestedByName: attempt.requestedByName ?? null }
      : { ...attempt, requestedBy: null, requestedByName: null, reason: null },
  );
  return { recipientId, role, name, address, state, soft, at, detail, attempts };
};

/** When SES first took a message of this email. `sending` and `unconfirmed` are not yet known to have gone out. */
const sentAt = (deliveries: readonly Delivery[]): string | null => {
  const happenings = deliveries.flatMap((d) => d.attempts).flatMap((a) => [...a.history, a]);
  const taken = happenings.filter(
    ({ state }) => !wasNeverMailed(state) && state !== 'sending' && state !== 'unconfirmed',
  );
  return taken.map(({ at }) => at).toSorted()[0] ?? null;
};

const sideOf = (viewer: Access, c: Communication, email: Email, deliveries: readonly Delivery[]) =>
  email.direction === 'outgoing'
    ? {
        bcc: visibleRecipients(viewer, c, email)
          .filter((r) => r.role === 'bcc')
          .map(personOf),
        sentAt: sentAt(deliveries),
        receivedAt: null,
        state: emailState(deliveries),
        trust: null,
        trustReason: null,
        automatic: null,
        relayOf: email.relayOf,
        hasOriginal: false,
      }
    : {
        bcc: [],
        sentAt: null,
        receivedAt: email.receivedAt,
        state: null,
        trust: email.trust,
        trustReason: email.notes?.trustReason ?? null,
        automatic: email.notes?.automatic ?? null,
        relayOf: null,
        hasOriginal: true,
      };

export const emailView = (viewer: Access, c: Communication, parts: Parts): z.input<typeof EmailView> => {
  const { email, body, document } = parts;
  const deliveries = visibleDeliveries(viewer, c, parts.deliveries);
  const printed = email.direction === 'outgoing' ? email.document : null;
  return {
    id: email.id,
    direction: email.direction,
    kind: email.kind,
    from: email.from,
    to: email.to,
    cc: email.cc,
    subject: email.subject,
    text: body.text,
    html: body.html,
    signature: body.signature ?? null,
    quotedText: body.quotedText,
    createdAt: email.createdAt,
    aside: email.visibility !== 'thread',
    ...sideOf(viewer, c, email, deliveries),
    relay: relayStanding(viewer, c, email, parts.relay),
    released: releasedBy(viewer, email),
    reported: email.direction === 'incoming' ? (email.reported ?? null) : null,
    document: printed && {
      fileName: printed.fileName,
      sha256: document?.sha256 ?? null,
      bytes: document?.bytes ?? null,
    },
    attachments: attachmentViews(email),
    deliveries: deliveries.map((delivery) => deliveryView(viewer, delivery)),
  };
};
