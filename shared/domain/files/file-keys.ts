/** Where each kind of file is kept. Everything of one project stands under its own prefix. */

/** Bump when the document's layout or wording changes: old PDFs stay what they were. */
export const documentTemplate = 't4';

export const frozenInvoiceKey = (projectId: string, version: string): string =>
  `documents/${projectId}/${version}/invoice.json`;

export const documentKey = (projectId: string, version: string, template: string, language: string): string =>
  `documents/${projectId}/${version}/${template}-${language}.pdf`;

export const documentProgressKey = (documentKeyOfPdf: string): string => `${documentKeyOfPdf}.progress.json`;

/** A stored invoice's lines as one JSON array, named by content. */
export const linesKey = (projectId: string, sha256: string): string => `lines/${projectId}/${sha256}.json`;

/** Where a presigned upload lands: the caller may write it again until it expires, so nothing is ever mailed from here. */
export const uploadKey = (projectId: string, attachmentId: string): string => `uploads/${projectId}/${attachmentId}`;

/** Checked bytes, named by content: nobody holds a signed URL to write here. */
export const attachmentKey = (projectId: string, sha256: string): string => `attachments/${projectId}/${sha256}`;

/** An email's body when it is too large for the table. */
export const bodyKey = (projectId: string, emailId: string): string => `bodies/${projectId}/${emailId}.json`;

/** A report that is too large for an answer. What is under this prefix is gone after a day. */
export const exportKey = (projectId: string, sha256: string): string => `exports/${projectId}/${sha256}.csv`;

/** SES's receipt rule writes `mail/<SES message id>` in MAIL_BUCKET. */
export const inboundPrefix = 'mail/';
export const inboundKey = (sesMessageId: string): string => `${inboundPrefix}${sesMessageId}`;
