import type { EmailFile } from '../../../shared/domain/conversation/email.ts';
import { notFound, ServiceError } from '../../../shared/domain/errors.ts';
import type { Upload } from '../../../shared/domain/files/attachment.ts';
import { attachmentKey } from '../../../shared/domain/files/file-keys.ts';
import { isDisguised } from '../../../shared/domain/files/file-name.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { readUpload } from './read-upload.ts';

/**
 * Turns the uploads of a send into its attachments: each is checked again and copied to where no signed URL can write,
 * so that the files mailed are the files checked.
 */

/** 404 for an upload that does not exist, or that belongs to another project. */
const findUploads = (deps: Pick<Ports, 'projects'>, projectId: string, ids: readonly string[]): Promise<Upload[]> =>
  Promise.all(
    ids.map(async (id) => {
      const upload = await deps.projects.getUpload(projectId, id);
      if (!upload) throw notFound();
      return upload;
    }),
  );

const copyChecked = async (deps: Pick<Ports, 'files'>, upload: Upload, pointer: string): Promise<EmailFile> => {
  const bytes = await readUpload(deps, upload, pointer);
  if (isDisguised(upload.fileName, bytes))
    throw new ServiceError('invalid', 'attachment-not-clean', (say) => say.sending.files.notClean, [
      { pointer, detail: (say) => say.sending.files.disguised },
    ]);
  const { id, projectId, fileName, contentType, sha256 } = upload;
  const key = attachmentKey(projectId, sha256);
  await deps.files.putIfAbsent(key, bytes, contentType);
  return { id, fileName, bytes: bytes.length, contentType, sha256, key, contentId: null };
};

/** Throws if the files are larger in total than `room` bytes. `pointer` is the list in the request that names them. */
export const requireRoom = (files: readonly { bytes: number }[], room: number, pointer: string): void => {
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) <= room) return;
  throw new ServiceError('too_large', 'payload-too-large', (say) => say.sending.files.tooLargeTogether(room), [
    { pointer, detail: (say) => say.sending.files.tooLargeInTotal },
  ]);
};

/** The attachments with these ids, in the same order; `room` is the number of bytes that they may total. */
export const readAttachments = async (
  deps: Pick<Ports, 'projects' | 'files'>,
  projectId: string,
  attachmentIds: readonly string[],
  room: number,
): Promise<EmailFile[]> => {
  const ids = [...new Set(attachmentIds)];
  const uploads = await findUploads(deps, projectId, ids);
  requireRoom(uploads, room, '/attachmentIds');
  const files: EmailFile[] = [];
  // One after another: all at once could take twice the function's memory.
  for (const [i, upload] of uploads.entries()) files.push(await copyChecked(deps, upload, `/attachmentIds/${i}`));
  return files;
};
