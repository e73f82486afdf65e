import type { Handler } from '../../../shared/api/handler.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { download } from './download.ts';
import { findEmail } from './find-communication.ts';

/** 404 also while the PDF is not rendered yet; the thread shows that by a null hash. */
export const getDocument =
  (deps: Pick<Ports, 'communications' | 'files' | 'clock'>): Handler<'getDocument'> =>
  async ({ member, path }) => {
    const email = await findEmail(deps, member, path);
    const document = email.direction === 'outgoing' ? email.document : null;
    const info = document && (await deps.files.head(document.key));
    const sha256 = info?.metadata.sha256;
    if (!document || !info || !sha256) throw notFound();
    const { key, fileName } = document;
    const stored = { key, fileName, contentType: 'application/pdf', bytes: info.bytes, sha256 };
    return { status: 200, body: await download(deps, stored) };
  };
