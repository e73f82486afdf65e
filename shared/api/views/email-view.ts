import type { z } from 'zod';
import type { Communication } from '../../domain/conversation/communication.ts';
import type { Email, EmailBody, Recipient, ShownBody } from '../../domain/conversation/email.ts';
import { type Access, isAdmin, seesHidden } from '../../domain/conversation/permissions.ts';
import { carriedFiles, leftBehind } from '../../domain/conversation/relay-body.ts';
import { visibleDeliveries, visibleRecipients } from '../../domain/conversation/thread-visibility.ts';
import { type Attempt, attemptsOf, type Delivery } from '../../domain/delivery/delivery.ts';
import { emailState, wasNeverMailed } from '../../domain/delivery/delivery-rules.ts';
import { hasLateNotice } from '../../domain/delivery/late-notice.ts';
import { maxShownAttemptBytes, maxShownFiles, maxShownPeople } from '../../domain/limits.ts';
import { lastWithin } from '../../domain/within-bytes.ts';
import type { AttachmentView, EmailView } from '../shapes/communications.ts';
import type { DeliveryView } from '../shapes/deliveries.ts';
import { type DocumentInfo, signatureView } from './communication-view.ts';
import { relayStanding, releasedBy } from './relay-standing.ts';

/** One email of a thread as one viewer may see it. */

type Parts = {
  email: Email;
  shown: ShownBody;
  unread: boolean;
  deliveries: readonly Delivery[];
  document: DocumentInfo | null;
  /** The relay of an incoming email, if one was made. */
  relay: Email | null;
};

const beyond = (list: readonly unknown[], most: number): number => Math.max(0, list.length - most);

const personOf = (r: Recipient) => ({ contactId: r.recipientId, name: r.name, address: r.address });

const emptyBody: EmailBody = { text: '', html: null, quotedText: null };

const attachmentViews = (
  { attachments, kind, direction }: Email,
  relay: Email | null,
): z.input<typeof AttachmentView>[] => {
  const isReply = direction === 'incoming' && kind === 'reply';
  // Before the relay exists, this predicts which files it would carry.
  const carried = relay === null ? carriedFiles(attachments, emptyBody) : relay.attachments;
  const behind = isReply ? leftBehind(attachments, carried) : null;
  return attachments.slice(0, maxShownFiles).map(({ key: _, ...file }) => ({
    ...file,
    // A sender may write a value of any length here; no valid media type is longer than this (RFC 6838, section 4.2).
    contentType: file.contentType.slice(0, 255),
    inline: file.contentId !== null,
    leftBehind: behind?.get(file.id) ?? null,
  }));
};

/** Only Admins see who requested the attempt and why. */
const attemptView = (viewer: Access, { number, state, at, detail, ...attempt }: Attempt) => ({
  number,
  state,
  at,
  detail,
  requestedBy: isAdmin(viewer) ? attempt.requestedBy : null,
  requestedByName: isAdmin(viewer) ? (attempt.requestedByName ?? null) : null,
  reason: isAdmin(viewer) ? attempt.reason : null,
  history: lastWithin(attempt.history, maxShownAttemptBytes / 2),
});

/** A late notice comes from a bounce report, which only the sender and the Admins may see. */
const lateNoticeOf = (viewer: Access, c: Communication, delivery: Delivery) =>
  delivery.lateNotice && seesHidden(viewer, c) && hasLateNotice(delivery)
    ? { at: delivery.lateNotice.at, reports: delivery.lateNotice.reports }
    : null;

const deliveryView = (viewer: Access, c: Communication, delivery: Delivery): z.input<typeof DeliveryView> => {
  const { state, soft, at, detail } = delivery.latest;
  const { recipientId, role, name, address } = delivery;
  const all = attemptsOf(delivery);
  const attempts = lastWithin(
    all.map((attempt) => attemptView(viewer, attempt)),
    maxShownAttemptBytes,
  );
  const earlierAttempts = all.length - attempts.length;
  const lateNotice = lateNoticeOf(viewer, c, delivery);
  return { recipientId, role, name, address, state, soft, at, detail, lateNotice, earlierAttempts, attempts };
};

/** When SES first accepted a message of this email; null before. A `sending` or `unconfirmed` one may not have left. */
const sentAt = (deliveries: readonly Delivery[]): string | null => {
  const historyEntries = deliveries.flatMap(attemptsOf).flatMap((a) => [...a.history, a]);
  const accepted = historyEntries.filter(
    ({ state }) => !wasNeverMailed(state) && state !== 'sending' && state !== 'unconfirmed',
  );
  return accepted.map(({ at }) => at).toSorted()[0] ?? null;
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
  const { email, shown, document } = parts;
  const deliveries = visibleDeliveries(viewer, c, parts.deliveries);
  const printed = email.direction === 'outgoing' ? email.document : null;
  return {
    id: email.id,
    direction: email.direction,
    kind: email.kind,
    from: email.from,
    to: email.to.slice(0, maxShownPeople),
    cc: email.cc.slice(0, maxShownPeople),
    moreRecipients: beyond(email.to, maxShownPeople) + beyond(email.cc, maxShownPeople),
    subject: email.subject,
    ...shown,
    unread: parts.unread,
    createdAt: email.createdAt,
    aside: email.visibility !== 'thread',
    ...sideOf(viewer, c, email, deliveries),
    relay: relayStanding(viewer, c, email, parts.relay),
    released: releasedBy(viewer, email),
    reported: email.direction === 'incoming' ? (email.reported?.slice(0, maxShownPeople) ?? null) : null,
    document: printed && {
      fileName: printed.fileName,
      sha256: document?.sha256 ?? null,
      bytes: document?.bytes ?? null,
      signature: signatureView(printed),
    },
    attachments: attachmentViews(email, parts.relay),
    moreAttachments: beyond(email.attachments, maxShownFiles),
    deliveries: deliveries.map((delivery) => deliveryView(viewer, c, delivery)),
  };
};
