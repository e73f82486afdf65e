import { frozenInvoiceKey } from '../../shared/domain/file-keys.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { canonicalJson } from '../../shared/domain/printed-invoice.ts';
import type { LoadedInvoice } from './load-invoice.ts';

/** Stores what will be printed under its version, once and for all: render-detail reads this and nothing else. */
export const freezeInvoice = async (deps: Pick<Ports, 'files'>, loaded: LoadedInvoice): Promise<void> => {
  const key = frozenInvoiceKey(loaded.project.id, loaded.version);
  await deps.files.putIfAbsent(key, Buffer.from(canonicalJson(loaded.printed)), 'application/json');
};
