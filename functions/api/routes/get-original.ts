import type { Handler } from '../../../shared/api/handler.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import { safeFileName } from '../../../shared/domain/file-name.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { download } from '../download.ts';
import { findEmail } from '../find-communication.ts';

/** SES wrote the object and no hash beside it: it is worked out here. */
export const getOriginal =
  (deps: Pick<Ports, 'communications' | 'mail' | 'clock'>): Handler<'getOriginal'> =>
  async ({ member, path }) => {
    const email = await findEmail(deps, member, path);
    const bytes = email.direction === 'incoming' ? await deps.mail.get(email.originalKey) : null;
    if (email.direction !== 'incoming' || !bytes) throw notFound();
    const body = await download(
      { files: deps.mail, clock: deps.clock },
      {
        key: email.originalKey,
        fileName: `${safeFileName(email.subject) ?? 'message'}.eml`,
        contentType: 'message/rfc822',
        bytes: bytes.length,
        sha256: sha256Hex(bytes),
      },
    );
    return { status: 200, body };
  };
