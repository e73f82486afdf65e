import type { Handler } from '../../../shared/api/handler.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { download } from './download.ts';
import { findEmail } from './find-communication.ts';

export const getAttachment =
  (deps: Pick<Ports, 'communications' | 'files' | 'clock'>): Handler<'getAttachment'> =>
  async ({ member, path }) => {
    const email = await findEmail(deps, member, path);
    const file = email.attachments.find((one) => one.id === path.attachmentId);
    if (!file) throw notFound();
    return { status: 200, body: await download(deps, file) };
  };
