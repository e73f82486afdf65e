import type { z } from 'zod';
import type { Download } from '../../../shared/api/shapes/communications.ts';
import type { IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { safeFileName } from '../../../shared/domain/files/file-name.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { download } from './download.ts';

/** A link to the original; null when it is not stored. SES stores no hash with the object, so it is computed here. */
export const downloadOriginal = async (
  { mail, clock }: Pick<Ports, 'mail' | 'clock'>,
  { originalKey, subject }: IncomingEmail,
): Promise<z.input<typeof Download> | null> => {
  const bytes = await mail.get(originalKey);
  if (!bytes) return null;
  const file = {
    key: originalKey,
    fileName: `${safeFileName(subject) ?? 'message'}.eml`,
    contentType: 'message/rfc822',
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
  };
  return download({ files: mail, clock }, file);
};
