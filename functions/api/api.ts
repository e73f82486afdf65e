import type { Handlers } from '../../shared/api/handler.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { invoiceReader } from './invoice-reader.ts';
import { answerEmail } from './routes/answer-email.ts';
import { createAttachment } from './routes/create-attachment.ts';
import { discardMail } from './routes/discard-mail.ts';
import { discardMails } from './routes/discard-mails.ts';
import { getAnswerComposer } from './routes/get-answer-composer.ts';
import { getAttachment } from './routes/get-attachment.ts';
import { getCommunication } from './routes/get-communication.ts';
import { getComposer } from './routes/get-composer.ts';
import { getDocument } from './routes/get-document.ts';
import { getEmailBody } from './routes/get-email-body.ts';
import { getInvoice } from './routes/get-invoice.ts';
import { getMe } from './routes/get-me.ts';
import { getOpenApi } from './routes/get-open-api.ts';
import { getOriginal } from './routes/get-original.ts';
import { listDeliveries } from './routes/list-deliveries.ts';
import { listDirectory } from './routes/list-directory.ts';
import { listHeldGroups } from './routes/list-held-groups.ts';
import { listInvoiceCommunications } from './routes/list-invoice-communications.ts';
import { listInvoices } from './routes/list-invoices.ts';
import { listLines } from './routes/list-lines.ts';
import { listProjectCommunications } from './routes/list-project-communications.ts';
import { listQuarantine } from './routes/list-quarantine.ts';
import { markRead } from './routes/mark-read.ts';
import { previewDocument } from './routes/preview-document.ts';
import { putContact } from './routes/put-contact.ts';
import { putContract } from './routes/put-contract.ts';
import { putGroup } from './routes/put-group.ts';
import { putInvoice } from './routes/put-invoice.ts';
import { putMember } from './routes/put-member.ts';
import { putProject } from './routes/put-project.ts';
import { relayEmail } from './routes/relay-email.ts';
import { releaseMail } from './routes/release-mail.ts';
import { resendEmail } from './routes/resend-email.ts';
import { sendInvoice } from './routes/send-invoice.ts';
import { setPrivate } from './routes/set-private.ts';
import { setSending } from './routes/set-sending.ts';

export type ApiPorts = Pick<
  Ports,
  | 'clock'
  | 'timer'
  | 'ids'
  | 'projects'
  | 'communications'
  | 'usage'
  | 'mailLimits'
  | 'files'
  | 'mail'
  | 'sendFlow'
  | 'renderStarter'
  | 'htmlCleaner'
  | 'mimeReader'
  | 'keys'
  | 'logos'
  | 'log'
> & { replyDomain: string };

/** Every route of the contract; the compiler says which one is missing. */
export const api = (given: ApiPorts): Handlers => {
  const ports = { ...given, invoices: invoiceReader(given) };
  return {
    getOpenApi: getOpenApi(),
    getMe: getMe(ports),
    setSending: setSending(ports),
    listDirectory: listDirectory(ports),
    listInvoices: listInvoices(ports),
    getInvoice: getInvoice(ports),
    listLines: listLines(ports),
    previewDocument: previewDocument(ports),
    getComposer: getComposer(ports),
    createAttachment: createAttachment(ports),
    sendInvoice: sendInvoice(ports),
    listInvoiceCommunications: listInvoiceCommunications(ports),
    listProjectCommunications: listProjectCommunications(ports),
    listDeliveries: listDeliveries(ports),
    getCommunication: getCommunication(ports),
    getEmailBody: getEmailBody(ports),
    resendEmail: resendEmail(ports),
    getAnswerComposer: getAnswerComposer(ports),
    answerEmail: answerEmail(ports),
    relayEmail: relayEmail(ports),
    listQuarantine: listQuarantine(ports),
    listHeldGroups: listHeldGroups(ports),
    discardMails: discardMails(ports),
    releaseMail: releaseMail(ports),
    discardMail: discardMail(ports),
    setPrivate: setPrivate(ports),
    markRead: markRead(ports),
    getOriginal: getOriginal(ports),
    getAttachment: getAttachment(ports),
    getDocument: getDocument(ports),
    putProject: putProject(ports),
    putMember: putMember(ports),
    putContact: putContact(ports),
    putGroup: putGroup(ports),
    putContract: putContract(ports),
    putInvoice: putInvoice(ports),
  };
};
