import { placeBody } from '../../../shared/actions/email-body.ts';
import type { SendBody } from '../../../shared/api/shapes/sending.ts';
import { documentFileName } from '../../../shared/documents/detail/detail-document.ts';
import type { EmailFile, OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { mailboxesOf } from '../../../shared/domain/conversation/recipients.ts';
import { documentKey, documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { LoadedInvoice } from '../invoices/load-invoice.ts';

export type Composed = {
  emailId: string;
  requestHash: string;
  body: SendBody;
  loaded: LoadedInvoice;
  sender: Contact;
  /** The sender's user id, which the directory entry may lack. */
  userId: string;
  recipients: Recipient[];
  attachments: EmailFile[];
};

const documentOf = ({ loaded, body: { language } }: Composed): OutgoingEmail['document'] => ({
  version: loaded.version,
  template: documentTemplate,
  language,
  fileName: documentFileName(loaded.head, language),
  key: documentKey(loaded.project.id, loaded.version, documentTemplate, language),
  ...(loaded.head.signature && { signature: loaded.head.signature }),
});

/** The commit item of a send: everything it needs, as it is now (docs/sending-protocol.md#the-commit-item). */
export const composeEmail = async (
  deps: Pick<Ports, 'files' | 'htmlCleaner' | 'clock'>,
  composed: Composed,
): Promise<OutgoingEmail> => {
  const { emailId, requestHash, body, loaded, sender, recipients } = composed;
  // The file's name contains the request's hash, so another request with the same key cannot overwrite it.
  const bodyName = `${emailId}-${requestHash.slice(0, 16)}`;
  const message = deps.htmlCleaner.message(body.message);
  return {
    id: emailId,
    direction: 'outgoing',
    kind: 'invoice',
    projectId: loaded.project.id,
    invoiceId: loaded.invoice.id,
    communicationId: derivedId('com', emailId),
    createdAt: deps.clock.now().toISOString(),
    from: { contactId: sender.id, name: sender.name, address: sender.email, userId: composed.userId },
    to: mailboxesOf(recipients, 'to'),
    cc: mailboxesOf(recipients, 'cc'),
    subject: body.subject,
    ...(await placeBody(deps, loaded.project.id, bodyName, { ...message, quotedText: null })),
    attachments: composed.attachments,
    visibility: 'thread',
    messageIds: [],
    language: body.language,
    recipients,
    document: documentOf(composed),
    private: body.private,
    requestHash,
    relayOf: null,
    inReplyTo: null,
    run: 1,
    settledAt: null,
  };
};
