import type { z } from 'zod';
import { bodySourceOf, findBody } from '../../../shared/actions/email-body.ts';
import type { Handler } from '../../../shared/api/handler.ts';
import type { Download } from '../../../shared/api/shapes/communications.ts';
import type { Email } from '../../../shared/domain/conversation/email.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { download } from './download.ts';
import { downloadOriginal } from './download-original.ts';
import { findEmail } from './find-communication.ts';
import { fitBody } from './fit-body.ts';

type Deps = Pick<Ports, 'communications' | 'files' | 'mail' | 'clock'>;

/**
 * A link to the whole body: for an incoming mail the original, otherwise the file in which the body is stored, since
 * only such a body can exceed a response. Never the original for a relay, because its viewer may not see the mail it
 * carried.
 */
const restOf = async (deps: Deps, shown: Email, source: Email): Promise<z.input<typeof Download> | null> => {
  if (shown.direction === 'incoming') return downloadOriginal(deps, shown);
  const key = source.bodyKey;
  const bytes = key === null ? null : await deps.files.get(key);
  if (key === null || bytes === null) return null;
  const contentType = 'application/json';
  const file = { key, fileName: 'message.json', contentType, bytes: bytes.length, sha256: sha256Hex(bytes) };
  return download(deps, file);
};

/** The body of one email, shortened to fit into a response; `rest` then links to the whole body. */
export const getEmailBody =
  (deps: Deps): Handler<'getEmailBody'> =>
  async ({ member, path }) => {
    const email = await findEmail(deps, member, path);
    const source = await bodySourceOf(deps, email);
    const body = (await findBody(deps, source)) ?? { text: '', html: null, quotedText: null };
    const fitted = fitBody(body);
    return { status: 200, body: { ...fitted, rest: fitted.cut ? await restOf(deps, email, source) : null } };
  };
