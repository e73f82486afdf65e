import type { PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';

/** One program that makes the PDF. `open` does everything that a warm program has already done; `print` is timed. */
export type Peer = {
  label: string;
  open(): Promise<{ print(printed: PrintedInvoice): Promise<Uint8Array>; close(): Promise<void> }>;
};

export const nothingToClose = async (): Promise<void> => undefined;
