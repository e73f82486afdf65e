import { noticeWords } from '../../../shared/documents/mail/notice-body.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { causeOf } from '../../../shared/domain/conversation/notice.ts';
import type { Failure } from '../../../shared/domain/conversation/notice-facts.ts';
import type { Delivery } from '../../../shared/domain/delivery/delivery.ts';
import { latestAttempt } from '../../../shared/domain/delivery/delivery-rules.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import { noticeEmail } from './notice-email.ts';

/** `others`: how many more deliveries share the cause. */
export type FailureToNotify = {
  communication: Communication;
  delivery: Delivery;
  others: number;
  trouble: Failure;
  receivers: Recipient[];
};

/**
 * The notice as an email like any other: committed under an id made of what it tells, so that there is one per cause, and
 * carried by the same flow. The thread shows it to those who may know.
 */
export const composeNotice = (
  { communication: c, delivery, others, trouble, receivers }: FailureToNotify,
  { invoiceNumber, at }: { invoiceNumber: string; at: string },
): OutgoingEmail => {
  const { number, detail: said } = latestAttempt(delivery);
  // A report's own words are a stranger's; what SES said of the delivery is about something else.
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
