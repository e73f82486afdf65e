import type { Handler } from '../../../shared/api/handler.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { downloadOriginal } from './download-original.ts';
import { findEmail } from './find-communication.ts';

export const getOriginal =
  (deps: Pick<Ports, 'communications' | 'mail' | 'clock'>): Handler<'getOriginal'> =>
  async ({ member, path }) => {
    const email = await findEmail(deps, member, path);
    const body = email.direction === 'incoming' ? await downloadOriginal(deps, email) : null;
    if (body === null) throw notFound();
    return { status: 200, body };
  };
