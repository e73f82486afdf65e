import { ServiceError } from '../../../shared/domain/errors.ts';
import type { Upload } from '../../../shared/domain/files/attachment.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** The uploaded bytes, exactly as announced; `pointer` is where the request names them. */
export const readUpload = async (deps: Pick<Ports, 'files'>, upload: Upload, pointer: string): Promise<Uint8Array> => {
  const bytes = await deps.files.get(upload.key);
  if (!bytes)
    throw new ServiceError('conflict', 'attachment-missing', (say) => say.sending.files.missing, [
      { pointer, detail: (say) => say.sending.files.notUploaded },
    ]);
  if (bytes.length !== upload.bytes || sha256Hex(bytes) !== upload.sha256)
    throw new ServiceError('conflict', 'attachment-changed', (say) => say.sending.files.changed, [
      { pointer, detail: (say) => say.sending.files.notAnnounced },
    ]);
  return bytes;
};
