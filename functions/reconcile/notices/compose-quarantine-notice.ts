import { quarantineNoticeBody } from '../../../shared/documents/mail/quarantine-notice-body.ts';
import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import type { QuarantinedEmail } from '../../../shared/domain/conversation/quarantine.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import type { Project } from '../../../shared/domain/project/project.ts';
import { noticeEmail } from './notice-email.ts';

/** One notice of a kind, a project and a day: its id is made of these three. */
export const quarantineNoticeId = (projectId: string, reason: string, day: string): string =>
  derivedId('eml', 'held-notice', projectId, reason, day);

/** Carried like every other email. It goes by the first of its mails, and stands in no conversation. */
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
  // Each receiver has a language of his or her own; this one is what is kept.
  const language = receiver.language ?? 'en';
  const { projectId, invoiceId, communicationId, held } = first;
  const heldNotice = { reason: held.reason, projectName: project.name, emailIds: mails.map((mail) => mail.id) };
  const { subject, text } = quarantineNoticeBody(heldNotice, language, '');
  return noticeEmail({
    ...{ id, projectId, invoiceId, communicationId, language, subject, text, at, receivers, heldNotice },
    private: false,
  });
};
