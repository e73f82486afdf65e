import type { Handlers } from '../../shared/api/handler.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { answerEmail } from './answering/answer-email.ts';
import { getAnswerComposer } from './answering/get-answer-composer.ts';
import { getAttachment } from './conversations/get-attachment.ts';
import { getCommunication } from './conversations/get-communication.ts';
import { getDocument } from './conversations/get-document.ts';
import { getEmailBody } from './conversations/get-email-body.ts';
import { getOriginal } from './conversations/get-original.ts';
import { listInvoiceCommunications } from './conversations/list-invoice-communications.ts';
import { listProjectCommunications } from './conversations/list-project-communications.ts';
import { markRead } from './conversations/mark-read.ts';
import { relayEmail } from './conversations/relay-email.ts';
import { setPrivate } from './conversations/set-private.ts';
import { listDeliveries } from './deliveries/list-deliveries.ts';
import { resendEmail } from './deliveries/resend-email.ts';
import { getOpenApi } from './get-open-api.ts';
import { getInvoice } from './invoices/get-invoice.ts';
import { listInvoices } from './invoices/list-invoices.ts';
import { listLines } from './invoices/list-lines.ts';
import { invoiceReader } from './invoices/load-invoice.ts';
import { previewDocument } from './invoices/preview-document.ts';
import { putInvoice } from './invoices/put-invoice.ts';
import { getMe } from './projects/get-me.ts';
import { listDirectory } from './projects/list-directory.ts';
import { putContact } from './projects/put-contact.ts';
import { putContract } from './projects/put-contract.ts';
import { putGroup } from './projects/put-group.ts';
import { putMember } from './projects/put-member.ts';
import { putProject } from './projects/put-project.ts';
import { setSending } from './projects/set-sending.ts';
import { discardMail } from './quarantine/discard-mail.ts';
import { discardMails } from './quarantine/discard-mails.ts';
import { listQuarantine } from './quarantine/list-quarantine.ts';
import { listQuarantineGroups } from './quarantine/list-quarantine-groups.ts';
import { releaseMail } from './quarantine/release-mail.ts';
import { getComposer } from './sending/get-composer.ts';
import { sendInvoice } from './sending/send-invoice.ts';
import { createAttachment } from './uploads/create-attachment.ts';

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
    listQuarantineGroups: listQuarantineGroups(ports),
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
