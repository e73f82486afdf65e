import type { AnswerBody } from '../../../shared/api/shapes/answers.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { Email, EmailFile, OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { hasRefusedExtension } from '../../../shared/domain/files/file-name.ts';
import {
  guessedDocumentBytes,
  maxAttachmentCount,
  maxAttachmentsBytes,
  maxMailedFilesBytes,
} from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { readAttachments, requireRoom } from '../uploads/read-attachments.ts';

/** The files sent with an answer: the conversation's PDF as it was mailed, files of the answered email, uploads. */

type Deps = Pick<Ports, 'projects' | 'communications' | 'files'>;
type Document = OutgoingEmail['document'];
export type AnswerFiles = { document: Document; attachments: EmailFile[] };

/** The PDF of the conversation's first email, rendered or not; null if that email carries none. */
export const threadDocument = async (
  { communications }: Pick<Ports, 'communications'>,
  { firstEmailId }: Communication,
): Promise<Document> => {
  const first = await communications.getEmail(firstEmailId);
  return first?.direction === 'outgoing' ? first.document : null;
};

/** The size of the PDF in bytes; while it is not rendered, an estimate from the number of lines. */
export const documentBytes = async (
  { projects, files }: Deps,
  { projectId, invoiceId }: Communication,
  document: Document,
): Promise<number> => {
  if (document === null) return 0;
  const stored = await files.head(document.key);
  if (stored) return stored.bytes;
  return guessedDocumentBytes((await projects.getInvoice(projectId, invoiceId))?.lineCount ?? 0);
};

/** The bytes that all other files may total beside a document of this size. */
export const roomBeside = (document: number): number =>
  Math.max(0, Math.min(maxAttachmentsBytes, maxMailedFilesBytes - document));

/** Files of the answered email, as stored. Throws an error that names a file which mail services would reject. */
const forwardedFiles = ({ attachments }: Email, ids: readonly string[]): EmailFile[] =>
  [...new Set(ids)].map((id, index) => {
    const file = attachments.find((one) => one.id === id);
    const pointer = `/forwardedIds/${index}`;
    if (!file)
      throw new ServiceError('invalid', 'validation-failed', (say) => say.sending.files.invalid, [
        { pointer, detail: (say) => say.sending.files.notOfEmail },
      ]);
    if (hasRefusedExtension(file.fileName))
      throw new ServiceError('invalid', 'attachment-not-clean', (say) => say.sending.files.wrongType, [
        { pointer, detail: (say) => say.sending.files.wrongExtension },
      ]);
    return file;
  });

const refuseTooMuch = (files: readonly EmailFile[], uploads: number, room: number): void => {
  if (files.length + uploads > maxAttachmentCount)
    throw new ServiceError('invalid', 'validation-failed', (say) => say.sending.files.invalid, [
      { pointer: '/forwardedIds', detail: (say) => say.sending.files.tooMany(maxAttachmentCount) },
    ]);
  requireRoom(files, room, '/forwardedIds');
};

/** The document and the attachments of an answer. Throws when the files are too many, or too large together. */
export const answerFiles = async (
  deps: Deps,
  { communication, answered, body }: { communication: Communication; answered: Email; body: AnswerBody },
): Promise<AnswerFiles> => {
  const document = body.includeDocument ? await threadDocument(deps, communication) : null;
  const room = roomBeside(await documentBytes(deps, communication, document));
  const forwarded = forwardedFiles(answered, body.forwardedIds);
  refuseTooMuch(forwarded, new Set(body.attachmentIds).size, room);
  const left = room - forwarded.reduce((sum, { bytes }) => sum + bytes, 0);
  const uploaded = await readAttachments(deps, communication.projectId, body.attachmentIds, left);
  return { document, attachments: [...uploaded, ...forwarded] };
};
