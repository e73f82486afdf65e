import { frozenInvoiceKey } from '../../../shared/domain/files/file-keys.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { canonicalJson } from '../../../shared/domain/invoice/printed-invoice.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { LoadedInvoice, ReadsInvoices } from './load-invoice.ts';

/** Stores the content to print under its version, once and for all: render-detail reads nothing else. */
export const freezeInvoice = async (
  deps: Pick<Ports, 'files'> & ReadsInvoices,
  loaded: LoadedInvoice,
): Promise<void> => {
  const key = frozenInvoiceKey(loaded.project.id, loaded.version);
  if (await deps.files.head(key)) return;
  const json = canonicalJson(await deps.invoices.printed(loaded));
  if (sha256Hex(json) !== loaded.version) throw new Error('the content to print does not match the version');
  await deps.files.putIfAbsent(key, Buffer.from(json), 'application/json');
};
