import type { Attempt, Delivery, DeliveryState } from '../delivery/delivery.ts';
import { isLateNoticeDue } from '../delivery/late-notice.ts';
import { sameAddress } from '../mail-address.ts';
import type { Contact, Member } from '../project/project.ts';
import type { Communication } from './communication.ts';
import { Failure } from './notice-facts.ts';
import { seesHidden, seesProject } from './permissions.ts';

/**
 * Notices of delivery failures (docs/sending-protocol.md#delivery-notices): which failures cause one, and who gets it.
 */

/** A mail event usually arrives within seconds and resolves an unconfirmed delivery, so a notice waits this long. */
const eventArrivesWithinMs = 5 * 60_000;

/** The failure that somebody is to be notified of; null when there is none, or somebody was notified already. */
export const failureOf = (delivery: Delivery, now: Date): Failure | null => {
  const { state, soft, told, at } = delivery.latest;
  const mayResolve = state === 'unconfirmed' && now.getTime() - Date.parse(at) < eventArrivesWithinMs;
  const causesNone = told || mayResolve || (state === 'bounced' && soft);
  const failure = causesNone ? null : (Failure.safeParse(state).data ?? null);
  return failure ?? (isLateNoticeDue(delivery) ? 'reported' : null);
};

/**
 * Failures that concern all recipients alike: the document or the email cannot be made, no run succeeded, or our
 * account may not send.
 */
const wholeEmailReasons: readonly (string | null)[] = [
  'render_failed',
  'render_limit',
  'file_missing',
  'too_large',
  'not_sent',
];

const concernsWholeEmail = ({ state, detail, history }: Attempt): boolean =>
  state === 'failed' && (wholeEmailReasons.includes(detail) || history.at(-2)?.state === 'held');

/**
 * The parts of an id for the cause that one notice covers. Usually that is one attempt's failure; if the cause is the
 * email itself, it is the failure of all attempts of one request.
 */
export const causeOf = (delivery: Delivery, failure?: Failure): string[] => {
  const { emailId, recipientId, latest } = delivery;
  // One notice per person and email, however often the email is sent again.
  if (failure === 'reported') return [emailId, recipientId, 'reported'];
  const { number, state, detail, requestId } = latest;
  return concernsWholeEmail(latest)
    ? [emailId, 'email', requestId ?? '', state, detail ?? '']
    : [emailId, recipientId, String(number), state];
};

/** The deliveries among `all` that the same notice covers. */
export const sharingCause = (delivery: Delivery, all: readonly Delivery[]): Delivery[] => {
  const cause = causeOf(delivery).join(' ');
  return all.filter((one) => causeOf(one).join(' ') === cause);
};

/**
 * The delivery with its late notice marked as notified. Null if it is marked already, or there is no late notice now.
 */
export const asLateNotified = ({ lateNotice, ...delivery }: Delivery): Delivery | null =>
  lateNotice && !lateNotice.told ? { ...delivery, lateNotice: { ...lateNotice, told: true } } : null;

/** The delivery with the state of `seen` marked as notified. Null if it has moved on, or is marked already. */
export const asNotified = (delivery: Delivery, seen: Attempt): Delivery | null => {
  const { latest } = delivery;
  if (latest.number !== seen.number || latest.state !== seen.state || latest.told) return null;
  return { ...delivery, latest: { ...latest, told: true } };
};

/**
 * Only the sender and the Admins are notified, because they may know of everybody in the conversation, Bcc included.
 */
export const mayBeNotified = (member: Member | null, c: Communication): member is Member =>
  member !== null && seesProject(member) && seesHidden(member, c);

/**
 * The sender, the person who requested this attempt, the author of this email, and the Admins who chose to get all of
 * the project's notices; the sender comes first.
 */
export const membersToNotify = (
  members: readonly Member[],
  c: Communication,
  { delivery, author }: { delivery: Delivery; author: string | null },
): Member[] => {
  const { requestedBy } = delivery.latest;
  const isWanted = (m: Member): boolean =>
    [c.createdBy, requestedBy, author].includes(m.userId) || m.deliveryNotices === 'all';
  const wanted = members.filter((m) => mayBeNotified(m, c) && isWanted(m));
  return wanted.toSorted((a, b) => Number(b.userId === c.createdBy) - Number(a.userId === c.createdBy));
};

/** A person whose own address just bounced the mail, or reported it as spam, gets no notice of that failure. */
const refusesMail: readonly DeliveryState[] = ['bounced', 'complained'];

export const isReachable = (contact: Contact, delivery: Delivery): boolean =>
  !(refusesMail.includes(delivery.latest.state) && sameAddress(contact.email, delivery.address));

/** Replies to a notice are not read: this address is under the mail domain but is no thread address. */
export const noReplyAddress = (replyDomain: string): string => `no-reply@${replyDomain}`;

/** Keeps automatic systems from answering a notice (RFC 3834, and the header that Exchange honours). */
export const noticeHeaders: Record<string, string> = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
};
