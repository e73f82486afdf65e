import { documentKey, documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { guessedDocumentBytes, maxAttachmentsBytes, maxMailedFilesBytes } from '../../../shared/domain/limits.ts';
import type { Language } from '../../../shared/domain/text.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { LoadedInvoice } from '../invoices/load-invoice.ts';

/**
 * The bytes that the attachments of a send may total: what the size limit of a message leaves beside the document,
 * whose size is estimated until it is rendered. If it turns out larger, send-email finds the message too large before
 * it calls SES, and the delivery becomes `failed` with `too_large`.
 */
export const attachmentRoom = async (
  { files }: Pick<Ports, 'files'>,
  { project, version, invoice }: LoadedInvoice,
  language: Language,
): Promise<number> => {
  const stored = await files.head(documentKey(project.id, version, documentTemplate, language));
  const document = stored?.bytes ?? guessedDocumentBytes(invoice.lineCount);
  return Math.max(0, Math.min(maxAttachmentsBytes, maxMailedFilesBytes - document));
};
