import type { EmailFile } from '../../../shared/domain/conversation/email.ts';
import { notFound, ServiceError } from '../../../shared/domain/errors.ts';
import type { Upload } from '../../../shared/domain/files/attachment.ts';
import { attachmentKey } from '../../../shared/domain/files/file-keys.ts';
import { isDisguised } from '../../../shared/domain/files/file-name.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { readUpload } from './read-upload.ts';

/**
 * The uploads of a send, checked again and copied to where no signed URL can write: what is mailed is what was checked.
 * An upload of another project is not there (404), like one that never was.
 */
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
    throw new ServiceError('invalid', 'attachment-not-clean', 'This file is not mailed.', [
      { pointer, detail: 'is not what its name promises, or is a program or a page' },
    ]);
  const { id, projectId, fileName, contentType, sha256 } = upload;
  const key = attachmentKey(projectId, sha256);
  await deps.files.putIfAbsent(key, bytes, contentType);
  return { id, fileName, bytes: bytes.length, contentType, sha256, key, contentId: null };
};

/** `room`: the bytes that all of them together may hold. */
export const readAttachments = async (
  deps: Pick<Ports, 'projects' | 'files'>,
  projectId: string,
  attachmentIds: readonly string[],
  room: number,
): Promise<EmailFile[]> => {
  const ids = [...new Set(attachmentIds)];
  const uploads = await findUploads(deps, projectId, ids);
  if (uploads.reduce((sum, { bytes }) => sum + bytes, 0) > room)
    throw new ServiceError('too_large', 'payload-too-large', `Beside the invoice, files may hold ${room} bytes.`, [
      { pointer: '/attachmentIds', detail: 'are too large together' },
    ]);
  const files: EmailFile[] = [];
  // One after the other: all of them at once could be twice the function's memory.
  for (const [i, upload] of uploads.entries()) files.push(await copyChecked(deps, upload, `/attachmentIds/${i}`));
  return files;
};
