/**
 * The object key of each kind of file in FILES_BUCKET and MAIL_BUCKET. In FILES_BUCKET a prefix names the kind, then
 * comes the project's id.
 */

/** Raise this when the document's layout or wording changes; existing PDFs stay as they are. */
export const documentTemplate = 't5';

export const frozenInvoiceKey = (projectId: string, version: string): string =>
  `documents/${projectId}/${version}/invoice.json`;

export const documentKey = (projectId: string, version: string, template: string, language: string): string =>
  `documents/${projectId}/${version}/${template}-${language}.pdf`;

export const documentProgressKey = (documentKeyOfPdf: string): string => `${documentKeyOfPdf}.progress.json`;

/** A stored invoice's lines as one JSON array, keyed by content. */
export const linesKey = (projectId: string, sha256: string): string => `lines/${projectId}/${sha256}.json`;

/**
 * The target of a presigned upload. The caller may overwrite it until the URL expires, so nothing is ever mailed from
 * here.
 */
export const uploadKey = (projectId: string, attachmentId: string): string => `uploads/${projectId}/${attachmentId}`;

/** Checked bytes, keyed by content. No presigned URL writes here. */
export const attachmentKey = (projectId: string, sha256: string): string => `attachments/${projectId}/${sha256}`;

/** An email's body when it is too large for the table. */
export const bodyKey = (projectId: string, emailId: string): string => `bodies/${projectId}/${emailId}.json`;

/** A delivery report too large for a response. Objects under this prefix expire after a day. */
export const exportKey = (projectId: string, sha256: string): string => `exports/${projectId}/${sha256}.csv`;

/** SES's receipt rule writes `mail/<SES message id>` in MAIL_BUCKET. */
export const inboundPrefix = 'mail/';
export const inboundKey = (sesMessageId: string): string => `${inboundPrefix}${sesMessageId}`;
