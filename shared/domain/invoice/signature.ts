import { z } from 'zod';
import { clockSkewSeconds, signatureValidSeconds } from '../limits.ts';
import { localInstant } from '../local-day.ts';
import { fold } from '../search-text.ts';
import { Instant, Line, OptionalLine, Sha256 } from '../text.ts';

/**
 * The signature of an invoice: the sender's typed name and title, and the moment at which they signed. It is not a
 * qualified electronic signature (docs/document.md#the-signature).
 */

export const InvoiceSignature = z.strictObject({
  name: Line(120),
  title: OptionalLine(120).default(''),
  signedAt: Instant,
});
export type InvoiceSignature = z.infer<typeof InvoiceSignature>;

/**
 * The signature as it is printed and frozen. `signedAt` is the moment on the project's clocks, with the offset from
 * UTC; `invoiceVersion` is the version of the unsigned invoice, by which it is known whether the invoice has changed.
 */
export const PrintedSignature = z.object({
  name: z.string(),
  title: z.string(),
  signedAt: z.iso.datetime({ offset: true }),
  invoiceVersion: Sha256,
});
export type PrintedSignature = z.infer<typeof PrintedSignature>;

const singleSpaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** A name as people compare it: case, accents and spaces do not count, nor does the shape of an apostrophe or hyphen. */
const comparable = (name: string): string =>
  fold(singleSpaced(name))
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010\u2011]/g, '-');

/** The reason why a signature is invalid; null if the person of this name made it, and recently enough. */
export const signatureFault = (
  { name, signedAt }: InvoiceSignature,
  directoryName: string,
  now: Date,
): 'name' | 'moment' | null => {
  if (comparable(name) !== comparable(directoryName)) return 'name';
  const ageSeconds = (now.getTime() - Date.parse(signedAt)) / 1000;
  return ageSeconds >= -clockSkewSeconds && ageSeconds <= signatureValidSeconds ? null : 'moment';
};

export const printedSignature = (
  { name, title, signedAt }: InvoiceSignature,
  { timeZone, invoiceVersion }: { timeZone: string; invoiceVersion: string },
): PrintedSignature => ({
  name: singleSpaced(name),
  title: singleSpaced(title),
  signedAt: localInstant(timeZone, new Date(signedAt)),
  invoiceVersion,
});
