import { noticeWords } from '../../../shared/documents/mail/notice-body.ts';
import { quarantineNoticeBody } from '../../../shared/documents/mail/quarantine-notice-body.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { causeOf } from '../../../shared/domain/conversation/notice.ts';
import type { Failure } from '../../../shared/domain/conversation/notice-facts.ts';
import type { QuarantinedEmail } from '../../../shared/domain/conversation/quarantine.ts';
import type { Delivery } from '../../../shared/domain/delivery/delivery.ts';
import { derivedId, sha256Hex } from '../../../shared/domain/ids.ts';
import type { Project } from '../../../shared/domain/project/project.ts';

/** The common part of all notices: no author, recipients who may know, carried by the flow like any other email. */

type Own = Pick<
  OutgoingEmail,
  'id' | 'projectId' | 'invoiceId' | 'communicationId' | 'language' | 'subject' | 'private'
> &
  Pick<OutgoingEmail, 'notice' | 'heldNotice'> & { text: string; at: string; receivers: Recipient[] };

const noticeEmail = ({ text, at, receivers, ...own }: Own): OutgoingEmail => ({
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

export type FailureToNotify = {
  communication: Communication;
  delivery: Delivery;
  /** How many more deliveries have the same cause. */
  others: number;
  trouble: Failure;
  receivers: Recipient[];
};

/**
 * The notice as an email like any other: its id is derived from the cause, so there is one notice per cause, and the
 * same flow carries it. The thread shows it to people who may know.
 */
export const composeNotice = (
  { communication: c, delivery, others, trouble, receivers }: FailureToNotify,
  { invoiceNumber, at }: { invoiceNumber: string; at: string },
): OutgoingEmail => {
  const { number, detail: said } = delivery.latest;
  // A stranger wrote the text of a report, and SES's detail of the delivery is about something else.
  const detail = trouble === 'reported' ? null : said;
  const { emailId, recipientId, name, address } = delivery;
  const id = derivedId('eml', 'notice', ...causeOf(delivery, trouble));
  const about = { emailId, recipientId, attempt: number, trouble, detail, name, address, invoiceNumber };
  const notice = others > 0 ? { ...about, others } : about;
  const { subject, text } = noticeWords(notice, c.language);
  return noticeEmail({
    ...{ id, subject, text, at, receivers, notice },
    projectId: c.projectId,
    invoiceId: c.invoiceId,
    communicationId: c.id,
    language: c.language,
    private: c.private,
  });
};

/** One notice per reason, project and day: the id is derived from these three. */
export const quarantineNoticeId = (projectId: string, reason: string, day: string): string =>
  derivedId('eml', 'held-notice', projectId, reason, day);

/**
 * The notice of quarantined mail, carried by the flow like any other email. It takes its ids from the first of its
 * mails, and belongs to no conversation. Null if nobody can be notified.
 */
export const composeQuarantineNotice = (
  id: string,
  {
    project,
    mails,
    receivers,
    at,
  }: { project: Project; mails: QuarantinedEmail[]; receivers: Recipient[]; at: string },
): OutgoingEmail | null => {
  const [first] = mails;
  const [receiver] = receivers;
  if (!first || !receiver) return null;
  // Each recipient gets it in their own language; this language is only for the stored copy.
  const language = receiver.language ?? 'en';
  const { projectId, invoiceId, communicationId, held } = first;
  const heldNotice = { reason: held.reason, projectName: project.name, emailIds: mails.map((mail) => mail.id) };
  const { subject, text } = quarantineNoticeBody(heldNotice, language, '');
  return noticeEmail({
    ...{ id, projectId, invoiceId, communicationId, language, subject, text, at, receivers, heldNotice },
    private: false,
  });
};
