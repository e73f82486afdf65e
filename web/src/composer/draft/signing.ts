import * as z from 'zod/mini';
import type { ApiError } from '../../api/api-error.ts';
import type { Composer, SendBody } from '../../api/shapes.ts';

/** The rules of signing an invoice: which signature counts, and for how long. */

/** A signature, and the version of the invoice that was signed. It counts for no other version. */
export const DraftSignature = z.object({
  name: z.string(),
  title: z.string(),
  signedAt: z.string(),
  invoiceVersion: z.string(),
});
export type DraftSignature = z.infer<typeof DraftSignature>;

/** The name and title that the composer proposes for the signature, if the contract asks for one. */
export type SignatureOffer = NonNullable<Composer['signature']>;

/** `minutes` is how long a signature is still valid, rounded up. */
export type Standing = { state: 'unsigned' | 'changed' | 'expired' } | { state: 'signed'; minutes: number };

/** `now` is the service's clock, in milliseconds. */
export const standingOf = (
  signature: DraftSignature | undefined,
  { invoiceVersion, validSeconds }: { invoiceVersion: string; validSeconds: number },
  now: number,
): Standing => {
  if (!signature) return { state: 'unsigned' };
  if (signature.invoiceVersion !== invoiceVersion) return { state: 'changed' };
  const secondsLeft = validSeconds - (now - Date.parse(signature.signedAt)) / 1000;
  return secondsLeft > 0 ? { state: 'signed', minutes: Math.ceil(secondsLeft / 60) } : { state: 'expired' };
};

/** When the standing of a signature changes next, in milliseconds from now. */
export const nextChange = (signature: DraftSignature, now: number): number => {
  const age = now - Date.parse(signature.signedAt);
  return 60_000 - (((age % 60_000) + 60_000) % 60_000);
};

/** The signature as the API takes it; undefined if the invoice has changed since. */
export const sentSignature = (
  signature: DraftSignature | undefined,
  invoiceVersion: string,
): SendBody['signature'] | undefined => {
  if (signature?.invoiceVersion !== invoiceVersion) return undefined;
  const { invoiceVersion: _, ...sent } = signature;
  return sent;
};

/** The minutes before the end at which the time left is said aloud. Each minute would be too often. */
const spokenMinutes = [5, 1];

/** The time left that a screen reader has been told last; null as long as there is more time than that. */
export const spokenOf = (minutes: number): number | null => spokenMinutes.findLast((at) => minutes <= at) ?? null;

/** The faults of a signature, by the names of their texts. */
export type SignatureFault = 'missing' | 'nameMissing' | 'nameDiffers' | 'expired' | 'wrong';

const faultsByCode: Record<string, SignatureFault> = {
  'signature-required': 'missing',
  'signature-name-differs': 'nameDiffers',
  'signature-not-recent': 'expired',
};

/** The fault of the signature that a problem reports; null if the problem is about something else. */
export const signatureFaultOf = ({ code, errors }: Pick<ApiError, 'code' | 'errors'>): SignatureFault | null =>
  faultsByCode[code] ?? (errors.some(({ pointer }) => pointer.startsWith('/signature/')) ? 'wrong' : null);

/**
 * Why a draft cannot be sent; null if it can. `isRepeat`: this very message was tried before, so the service decides.
 * If it has the message already, it answers as before, even when the signature has become old.
 */
export const sendFault = ({ state }: Standing, isRepeat: boolean): 'missing' | 'changed' | 'expired' | null => {
  if (state === 'signed' || isRepeat) return null;
  return state === 'unsigned' ? 'missing' : state;
};
