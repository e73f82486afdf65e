import { z } from 'zod';
import { AttachmentId, ProjectId, UserId } from '../ids.ts';
import { Instant, Sha256 } from '../text.ts';

/**
 * An announced upload: the caller states its size, type and hash, and the bytes are checked against them when it is
 * sent.
 */
export const Upload = z.object({
  id: AttachmentId,
  projectId: ProjectId,
  userId: UserId.nullable(),
  fileName: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  sha256: Sha256,
  key: z.string(),
  createdAt: Instant,
});
export type Upload = z.infer<typeof Upload>;
