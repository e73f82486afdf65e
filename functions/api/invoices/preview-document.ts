import type { Call, Handler } from '../../../shared/api/handler.ts';
import { documentFileName } from '../../../shared/documents/detail/detail-document.ts';
import { isAdmin } from '../../../shared/domain/conversation/permissions.ts';
import { forbidden } from '../../../shared/domain/errors.ts';
import { documentKey, documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { downloadUrlSeconds } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findSender } from '../projects/find-sender.ts';
import { awaitDocument } from './await-document.ts';
import { freezeInvoice } from './freeze-invoice.ts';
import type { LoadedInvoice, ReadsInvoices } from './load-invoice.ts';
import { requireVersion, signInvoice } from './sign-invoice.ts';

type Deps = Pick<Ports, 'projects' | 'files' | 'renderStarter' | 'clock' | 'timer'> & ReadsInvoices;
type Preview = Call<'previewDocument'>;

/** Signing is a part of sending, so only somebody who may send sees an invoice with their signature. */
const loadToPrint = async (deps: Deps, { path, body, member }: Preview): Promise<LoadedInvoice> => {
  if (body.signature && !isAdmin(member)) throw forbidden();
  const loaded = await deps.invoices.load(path);
  if (body.invoiceVersion !== undefined) requireVersion(loaded, body.invoiceVersion);
  return body.signature ? signInvoice(deps, loaded, body.signature, await findSender(deps, member)) : loaded;
};

/** Exactly the PDF that sending this version attaches: same frozen invoice, same signature, same key. */
export const previewDocument =
  (deps: Deps): Handler<'previewDocument'> =>
  async (call) => {
    const { language } = call.body;
    const loaded = await loadToPrint(deps, call);
    const request = { projectId: call.path.projectId, version: loaded.version, template: documentTemplate, language };
    const preview = await awaitDocument(deps, request, () => freezeInvoice(deps, loaded));
    if (preview.state === 'rendering') {
      const { pagesDone, pages } = preview;
      const progress = pages ? (pagesDone ?? 0) / pages : 0;
      return { status: 202, body: { state: 'rendering', progress, pagesDone, pages }, headers: { 'retry-after': '1' } };
    }
    const key = documentKey(request.projectId, request.version, request.template, language);
    const file = { fileName: documentFileName(loaded.head, language), contentType: 'application/pdf' };
    const url = await deps.files.downloadUrl(key, file, downloadUrlSeconds);
    return { status: 200, body: { state: 'ready', url, ...preview.document } };
  };
