import type { PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';

/** One way of making the PDF. `open` does what a warm program has done already; `print` is what is timed. */
export type Peer = {
  label: string;
  open(): Promise<{ print(printed: PrintedInvoice): Promise<Uint8Array>; close(): Promise<void> }>;
};

export const nothingToClose = async (): Promise<void> => undefined;
