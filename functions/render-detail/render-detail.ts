import { detailDocument } from '../../shared/documents/detail/detail-document.ts';
import type { RenderRequest, RenderResult } from '../../shared/domain/conversation/flow.ts';
import { forLog, ServiceError } from '../../shared/domain/errors.ts';
import { documentKey, frozenInvoiceKey } from '../../shared/domain/files/file-keys.ts';
import { pictureFault, readLogo } from '../../shared/domain/files/picture.ts';
import { sha256Hex } from '../../shared/domain/ids.ts';
import { PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';
import { maxInvoiceLines } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { progressReport } from './report-progress.ts';

type Deps = Pick<Ports, 'files' | 'renderer' | 'clock' | 'log'>;

/** Reads a PDF's metadata, which was written with it in one request. */
const readStored = async ({ files }: Deps, key: string): Promise<RenderResult | null> => {
  const info = await files.head(key);
  const sha256 = info?.metadata.sha256;
  return info && sha256 ? { key, sha256, bytes: info.bytes, pages: Number(info.metadata.pages) } : null;
};

/** Thrown before layout, which could not finish in time. */
const tooLong = new ServiceError(
  'too_large',
  'render-limit',
  forLog('This invoice is too large to be made into a PDF: it has too many lines.'),
);

/**
 * Logos are checked on import; logos stored before that check existed are checked here. A browser can be made to decode
 * a few kilobytes into gigabytes, and an invoice without its logo is better than none.
 */
const withSafeLogo = ({ log }: Deps, projectId: string, printed: PrintedInvoice): PrintedInvoice => {
  const { logo, ...company } = printed.company;
  if (logo === undefined) return printed;
  const picture = readLogo(logo);
  const reason = picture ? pictureFault(picture.bytes, picture.type) : 'kind';
  if (reason === null) return printed;
  log.warn('invoice printed without its logo', { projectId, reason });
  return { ...printed, company };
};

const readFrozen = async (deps: Deps, { projectId, version }: RenderRequest): Promise<PrintedInvoice> => {
  const bytes = await deps.files.get(frozenInvoiceKey(projectId, version));
  if (!bytes) throw new ServiceError('not_found', 'frozen-invoice-missing', forLog('This version was never stored.'));
  const printed = PrintedInvoice.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (printed.lines.length > maxInvoiceLines) throw tooLong;
  return withSafeLogo(deps, projectId, printed);
};

const print = async (deps: Deps, request: RenderRequest, key: string): Promise<{ pdf: Uint8Array; pages: number }> => {
  const report = progressReport(deps, key);
  deps.renderer.prewarm?.();
  try {
    const document = detailDocument(await readFrozen(deps, request), request.language);
    // Not spread, because `html` is a getter that is built only when used.
    const owned = Object.assign(document, { owner: request.projectId });
    const made = await deps.renderer.render(owned, report.pages);
    await report.settled();
    return made;
  } catch (error) {
    // Recovery: a waiting preview learns that it failed. A later attempt that succeeds outweighs this.
    await report.failed(error);
    throw error;
  }
};

/**
 * Renders a frozen version of an invoice to its PDF, once for each template and language, so that preview, send and
 * resend get the same bytes. When two calls render at the same time, both return the PDF that was stored first.
 */
export const renderDetail =
  (deps: Deps) =>
  async (request: RenderRequest): Promise<RenderResult> => {
    const key = documentKey(request.projectId, request.version, request.template, request.language);
    const stored = await readStored(deps, key);
    if (stored) return stored;
    const { pdf, pages } = await print(deps, request, key);
    const made = { key, sha256: sha256Hex(pdf), bytes: pdf.byteLength, pages };
    const metadata = { sha256: made.sha256, pages: String(pages) };
    if (await deps.files.putIfAbsent(key, pdf, 'application/pdf', metadata)) return made;
    return (await readStored(deps, key)) ?? made;
  };
