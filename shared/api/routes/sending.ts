import type { Route } from '../route.ts';
import { CommunicationView } from '../shapes/communications.ts';
import { invoicePath, projectPath } from '../shapes/parameters.ts';
import { AttachmentBody, AttachmentUpload, SendBody } from '../shapes/sending.ts';

/** Emailing an invoice, and uploading the files to attach. */
export const sendingRoutes = {
  createAttachment: {
    method: 'POST',
    path: '/projects/{projectId}/attachments',
    summary: 'Announces a file to upload and returns the URL to PUT it to',
    scope: 'import',
    pathParams: projectPath,
    body: AttachmentBody,
    answers: { 201: AttachmentUpload },
    problems: ['forbidden', 'attachment-not-clean', 'too-many-requests'],
  },
  sendInvoice: {
    method: 'POST',
    path: '/projects/{projectId}/invoices/{invoiceId}/communications',
    summary: 'Emails an invoice, which starts a conversation',
    scope: 'api',
    needs: 'admin',
    pathParams: invoicePath,
    body: SendBody,
    idempotent: true,
    answers: { 202: CommunicationView },
    problems: [
      'forbidden',
      'idempotency-key-missing',
      'idempotency-key-reused',
      'invoice-version-changed',
      'signature-required',
      'signature-name-differs',
      'signature-not-recent',
      'attachment-changed',
      'attachment-not-clean',
      'attachment-missing',
      'sender-not-in-directory',
      'mail-budget-exhausted',
    ],
  },
} as const satisfies Record<string, Route>;
