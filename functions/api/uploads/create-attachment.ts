import type { Handler } from '../../../shared/api/handler.ts';
import { invalidRequest, ServiceError } from '../../../shared/domain/errors.ts';
import { uploadKey } from '../../../shared/domain/files/file-keys.ts';
import { hasRefusedExtension, safeFileName } from '../../../shared/domain/files/file-name.ts';
import { maxAttachmentsBytes, uploadAllowance, uploadUrlSeconds } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

const acceptedName = (raw: string): string => {
  const name = safeFileName(raw);
  if (name === null) throw invalidRequest([{ pointer: '/fileName', detail: (say) => say.sending.files.noName }]);
  if (hasRefusedExtension(name))
    throw new ServiceError('invalid', 'attachment-not-clean', (say) => say.sending.files.wrongType, [
      { pointer: '/fileName', detail: (say) => say.sending.files.wrongExtension },
    ]);
  return name;
};

type Announced = { projectId: string; userId: string; bytes: number };

/**
 * Each announcement stores an item and promises to accept that many bytes: nobody needs hundreds of them within a
 * minute.
 */
const spendAllowance = async (
  { usage, clock }: Pick<Ports, 'usage' | 'clock'>,
  { projectId, userId, bytes }: Announced,
): Promise<void> => {
  const { burstMs, eachMs, megabyteMs, projectTimes } = uploadAllowance;
  const costMs = Math.ceil(eachMs + (bytes / 1_000_000) * megabyteMs);
  const now = clock.now();
  const waits = [
    await usage.take(`uploads:${projectId}:${userId}`, { now, costMs, burstMs }),
    await usage.take(`uploads:${projectId}`, { now, costMs: Math.ceil(costMs / projectTimes), burstMs }),
  ];
  const waitMs = Math.max(...waits);
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  throw new ServiceError(
    'throttled',
    'too-many-requests',
    (say) => say.sending.files.tooManyAnnounced(retryAfterSeconds),
    [],
    { retryAfterSeconds },
  );
};

/** The announced properties are signed into the URL, and checked again when the file is used. */
export const createAttachment =
  (deps: Pick<Ports, 'projects' | 'files' | 'ids' | 'clock' | 'usage'>): Handler<'createAttachment'> =>
  async ({ caller, path: { projectId }, body }) => {
    const fileName = acceptedName(body.fileName);
    if (body.bytes > maxAttachmentsBytes)
      throw new ServiceError('too_large', 'payload-too-large', (say) =>
        say.sending.files.tooLarge(maxAttachmentsBytes),
      );
    await spendAllowance(deps, { projectId, userId: caller.userId, bytes: body.bytes });
    const id = deps.ids.attachment();
    const key = uploadKey(projectId, id);
    await deps.projects.putUpload({
      ...body,
      id,
      projectId,
      userId: caller.userId || null,
      fileName,
      key,
      createdAt: deps.clock.now().toISOString(),
    });
    const upload = await deps.files.uploadUrl(key, body, uploadUrlSeconds);
    return { status: 201, body: { attachmentId: id, fileName, upload } };
  };
