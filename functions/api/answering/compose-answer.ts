import { placeBody, readBody } from '../../../shared/actions/email-body.ts';
import { quotedMail } from '../../../shared/documents/mail/quoted-mail.ts';
import { answerSubject } from '../../../shared/domain/composer/reply-subject.ts';
import type { EmailBody, OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { mailboxesOf } from '../../../shared/domain/conversation/recipients.ts';
import { isMessageId } from '../../../shared/domain/mail-address.ts';
import type { Project } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { AnswerFiles } from './answer-files.ts';
import type { Addressed, Answering } from './answer-recipients.ts';

type Deps = Pick<Ports, 'files' | 'htmlCleaner' | 'clock'>;

export type ComposedAnswer = Answering &
  Addressed &
  AnswerFiles & {
    project: Project;
    emailId: string;
    requestHash: string;
    /** The sender's user id, which the directory entry may lack. */
    userId: string;
  };

const asOf = ({ body }: Answering): 'reply' | 'forward' => (body.kind === 'forward' ? 'forward' : 'reply');

const bodyOf = async (deps: Deps, composed: ComposedAnswer): Promise<EmailBody> => {
  const { answered, body, attachments, project } = composed;
  const quoted = quotedMail({
    as: asOf(composed),
    language: body.language,
    timeZone: project.timeZone,
    email: answered,
    body: await readBody(deps, answered),
    pictures: attachments.map((file) => file.contentId).filter((id) => id !== null),
  });
  return { ...deps.htmlCleaner.message(body.message), ...quoted };
};

const subjectOf = (composed: ComposedAnswer): string => {
  const { body, answered, communication } = composed;
  return body.subject ?? answerSubject(asOf(composed), answered.subject.trim() || communication.subject, body.language);
};

/**
 * The commit item of an answer: its people, text, quote and files as they are now
 * (docs/sending-protocol.md#the-commit-item).
 */
export const composeAnswer = async (deps: Deps, composed: ComposedAnswer): Promise<OutgoingEmail> => {
  const { communication: c, answered, sender, recipients, requestHash, emailId } = composed;
  // The file's name contains the request's hash, so another request with the same key cannot overwrite it.
  const bodyName = `${emailId}-${requestHash.slice(0, 16)}`;
  return {
    id: emailId,
    direction: 'outgoing',
    kind: asOf(composed),
    projectId: c.projectId,
    invoiceId: c.invoiceId,
    communicationId: c.id,
    createdAt: deps.clock.now().toISOString(),
    from: { contactId: sender.id, name: sender.name, address: sender.email, userId: composed.userId },
    to: mailboxesOf(recipients, 'to'),
    cc: mailboxesOf(recipients, 'cc'),
    subject: subjectOf(composed),
    ...(await placeBody(deps, c.projectId, bodyName, await bodyOf(deps, composed))),
    attachments: composed.attachments,
    visibility: composed.visibility,
    messageIds: [],
    language: composed.body.language,
    recipients,
    document: composed.document,
    private: c.private,
    requestHash,
    relayOf: null,
    answers: answered.id,
    // Null for an email of ours: every recipient has a copy with its own Message-ID, which send-email looks up.
    inReplyTo: answered.direction === 'incoming' ? (answered.messageIds.find(isMessageId) ?? null) : null,
    run: 1,
    settledAt: null,
  };
};
