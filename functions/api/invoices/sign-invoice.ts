import { ServiceError } from '../../../shared/domain/errors.ts';
import { type InvoiceSignature, printedSignature, signatureFault } from '../../../shared/domain/invoice/signature.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { LoadedInvoice, ReadsInvoices } from './load-invoice.ts';

type Deps = Pick<Ports, 'clock'> & ReadsInvoices;

const refusals = {
  name: () =>
    new ServiceError('invalid', 'signature-name-differs', (say) => say.sending.signature.nameDiffers, [
      { pointer: '/signature/name', detail: (say) => say.sending.signature.notYourName },
    ]),
  moment: () =>
    new ServiceError('conflict', 'signature-not-recent', (say) => say.sending.signature.notRecent, [
      { pointer: '/signature/signedAt', detail: (say) => say.sending.signature.notOfNow },
    ]),
};

/** 409 if the invoice is no longer in the version that the caller saw. */
export const requireVersion = ({ version }: LoadedInvoice, seen: string): void => {
  if (version !== seen)
    throw new ServiceError('conflict', 'invoice-version-changed', (say) => say.sending.invoiceChanged);
};

/** The invoice with this person's signature, by which its version differs. Throws unless they have just signed it. */
export const signInvoice = async (
  { clock, invoices }: Deps,
  loaded: LoadedInvoice,
  signature: InvoiceSignature,
  signer: Contact,
): Promise<LoadedInvoice> => {
  const fault = signatureFault(signature, signer.name, clock.now());
  if (fault) throw refusals[fault]();
  const { timeZone } = loaded.project;
  return invoices.signed(loaded, printedSignature(signature, { timeZone, invoiceVersion: loaded.version }));
};
