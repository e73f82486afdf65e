import type { Attempt, Delivery, DeliveryState } from '../delivery/delivery.ts';
import { latestAttempt } from '../delivery/delivery-rules.ts';
import { isLateNoticeDue } from '../delivery/late-notice.ts';
import { sameAddress } from '../mail-address.ts';
import type { Contact, Member } from '../project/project.ts';
import type { Communication } from './communication.ts';
import { Failure } from './notice-facts.ts';
import { seesHidden, seesProject } from './permissions.ts';

/**
 * Notices of trouble with a delivery (docs/sending-protocol.md#delivery-notices): which trouble is told, and to whom.
 * Pure.
 */

/** A mail event usually follows within seconds and heals an unconfirmed delivery: milliseconds in which it may. */
const healingMs = 5 * 60_000;

export const failureOf = (delivery: Delivery, now: Date): Failure | null => {
  const { state, soft, told, at } = latestAttempt(delivery);
  const isRaw = state === 'unconfirmed' && now.getTime() - Date.parse(at) < healingMs;
  const isNone = told || isRaw || (state === 'bounced' && soft);
  const known = isNone ? null : (Failure.safeParse(state).data ?? null);
  return known ?? (isLateNoticeDue(delivery) ? 'reported' : null);
};

/** What becomes of every recipient alike: the document or the email cannot be made, no run came through, our account. */
const ofWholeEmail: readonly (string | null)[] = [
  'render_failed',
  'render_limit',
  'file_missing',
  'too_large',
  'not_sent',
];

const isOfWholeEmail = ({ state, detail, history }: Attempt): boolean =>
  state === 'failed' && (ofWholeEmail.includes(detail) || history.at(-2)?.state === 'held');

/**
 * Names what one notice is about: a delivery's attempt and its kind of trouble; of a failure whose cause is the email's own,
 * all attempts of one request.
 */
export const causeOf = (delivery: Delivery, trouble?: Failure): string[] => {
  const latest = latestAttempt(delivery);
  const { emailId, recipientId } = delivery;
  // One for a person and an email, however often it is sent again.
  if (trouble === 'reported') return [emailId, recipientId, 'reported'];
  const { number, state, detail, requestId } = latest;
  return isOfWholeEmail(latest)
    ? [emailId, 'email', requestId ?? '', state, detail ?? '']
    : [emailId, recipientId, String(number), state];
};

/** Of `all` those that the same notice tells of. */
export const sharingCause = (delivery: Delivery, all: readonly Delivery[]): Delivery[] => {
  const cause = causeOf(delivery).join(' ');
  return all.filter((one) => causeOf(one).join(' ') === cause);
};

/** Marks the notice that came by mail as told. Null when it was, or is gone. */
export const asLateNotified = ({ lateNotice, ...delivery }: Delivery): Delivery | null =>
  lateNotice && !lateNotice.told ? { ...delivery, lateNotice: { ...lateNotice, told: true } } : null;

/** Marks the state that `seen` stands in as told. Null when it stands in another by now, or was told. */
export const asNotified = (delivery: Delivery, seen: Attempt): Delivery | null => {
  const latest = latestAttempt(delivery);
  if (latest.number !== seen.number || latest.state !== seen.state || latest.told) return null;
  return { ...delivery, attempts: [...delivery.attempts.slice(0, -1), { ...latest, told: true }] };
};

/** The sender and the Admins know of everybody in the conversation, Bcc included, and see it when it is private. */
export const mayBeNotified = (member: Member | null, c: Communication): member is Member =>
  member !== null && seesProject(member) && seesHidden(member, c);

/**
 * The sender, who asked for this attempt, who wrote this email in the tab, and the Admins who want all of the project's
 * notices; the sender first.
 */
export const membersToNotify = (
  members: readonly Member[],
  c: Communication,
  { delivery, writer }: { delivery: Delivery; writer: string | null },
): Member[] => {
  const { requestedBy } = latestAttempt(delivery);
  const isWanted = (m: Member): boolean =>
    [c.createdBy, requestedBy, writer].includes(m.userId) || m.deliveryNotices === 'all';
  const wanted = members.filter((m) => mayBeNotified(m, c) && isWanted(m));
  return wanted.toSorted((a, b) => Number(b.userId === c.createdBy) - Number(a.userId === c.createdBy));
};

/** An address that has just refused a mail, or called it spam, is not told so by another. */
const refusesMail: readonly DeliveryState[] = ['bounced', 'complained'];

export const isReachable = (contact: Contact, delivery: Delivery): boolean =>
  !(refusesMail.includes(latestAttempt(delivery).state) && sameAddress(contact.email, delivery.address));

/** Nobody reads what is answered to a notice: it is under the mail domain, and no thread's address. */
export const noReplyAddress = (replyDomain: string): string => `no-reply@${replyDomain}`;

/** No robot is to answer a notice (RFC 3834, and what Exchange listens to). */
export const noticeHeaders: Record<string, string> = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
};
