import { z } from 'zod';
import { AttachmentId, ProjectId, UserId } from '../ids.ts';
import { Instant, Sha256 } from '../text.ts';

/**
 * An upload: a file that a caller announced with its size, type and hash. Its bytes are checked against these when an
 * email is sent with it.
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
