import type { Handler } from '../../../shared/api/handler.ts';
import { documentFileName } from '../../../shared/documents/detail/detail-document.ts';
import { documentKey, documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { downloadUrlSeconds } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { awaitDocument } from './await-document.ts';
import { freezeInvoice } from './freeze-invoice.ts';
import type { ReadsInvoices } from './load-invoice.ts';

type Deps = Pick<Ports, 'files' | 'renderStarter' | 'clock' | 'timer'> & ReadsInvoices;

/** Exactly the PDF that sending this version attaches: same frozen invoice, same key. */
export const previewDocument =
  (deps: Deps): Handler<'previewDocument'> =>
  async ({ path, body: { language } }) => {
    const loaded = await deps.invoices.load(path);
    const request = { projectId: path.projectId, version: loaded.version, template: documentTemplate, language };
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
