import type { PrintedInvoice } from '../../shared/domain/invoice/invoice.ts';

/** One program that makes the PDF. `open` does everything that a warm program has already done; `print` is timed. */
export type Peer = {
  label: string;
  open(): Promise<{ print(printed: PrintedInvoice): Promise<Uint8Array>; close(): Promise<void> }>;
};

/** The exit code of a worker whose program is not there. */
export const notInstalled = 69;

export const nothingToClose = async (): Promise<void> => undefined;
