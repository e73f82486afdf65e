import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useSpeech } from '../../strings/language.tsx';
import type { FieldErrors } from '../draft/checks.ts';
import {
  type DraftSignature,
  nextChange,
  type SignatureFault,
  type SignatureOffer,
  sendFault,
  sentSignature,
  signatureFaultOf,
  standingOf,
} from '../draft/signing.ts';

type Options = {
  /** Null if the contract does not ask for a signature. */
  offer: SignatureOffer | null;
  /** When the offer came, by this computer's clock. */
  fetchedAt: number;
  invoiceVersion: string;
  signature: DraftSignature | undefined;
  onChange: (signature: DraftSignature | undefined) => void;
  onReload: () => Promise<unknown>;
};

/** Renders again whenever the minutes that a signature has left change. */
const useMinutes = (signature: DraftSignature | undefined, clock: () => number): void => {
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!signature) return;
    const timer = setTimeout(() => setTick((n) => n + 1), nextChange(signature, clock()));
    return () => clearTimeout(timer);
  });
};

/** Signing the invoice: the typed name and title, and how long the signature still counts. */
export const useSigning = ({ offer, signature, invoiceVersion, ...options }: Options) => {
  const words = useSpeech().strings.sign;
  const [typed, setTyped] = useState<{ name?: string; title?: string }>({});
  const [fault, setFault] = useState<SignatureFault | null>(null);
  // A computer's clock may be wrong by more than the service tolerates, so the service's is used.
  const ahead = offer ? Date.parse(offer.now) - options.fetchedAt : 0;
  const clock = () => Date.now() + ahead;
  useMinutes(signature, clock);

  const validSeconds = offer?.validSeconds ?? 0;
  const standing = standingOf(signature, { invoiceVersion, validSeconds }, clock());
  const name = typed.name ?? signature?.name ?? offer?.name ?? '';
  const title = typed.title ?? signature?.title ?? offer?.title ?? '';
  const change = (next: DraftSignature | undefined, found: SignatureFault | null) => {
    setFault(found);
    options.onChange(next);
  };

  return {
    offer,
    standing,
    signature,
    name,
    title,
    /** The text of the last fault; null when there is none. */
    faultText: fault === 'nameDiffers' ? words.nameDiffers(offer?.name ?? '') : fault && words[fault],
    type: (part: { name?: string; title?: string }) => {
      setTyped((now) => ({ ...now, ...part }));
      setFault(null);
    },
    sign: () =>
      name.trim() === ''
        ? setFault('nameMissing')
        : change({ name, title, signedAt: new Date(clock()).toISOString(), invoiceVersion }, null),
    remove: () => change(undefined, null),
    /** The signature to preview; undefined unless it counts now. */
    valid: offer && standing.state === 'signed' ? sentSignature(signature, invoiceVersion) : undefined,
    /** Why the draft cannot be sent. `isRepeat`: this very message was tried before. */
    errors: (isRepeat: boolean): FieldErrors => {
      const found = offer && sendFault(standing, isRepeat);
      return found ? { signature: words[found] } : {};
    },
    /** Handles a problem with the signature, and says what to do; null if the problem is another. */
    explain: async (error: ApiError): Promise<string | null> => {
      const found = signatureFaultOf(error);
      if (!found) return null;
      change(undefined, found);
      // The contract or the name in the directory may have changed.
      if (found === 'missing' || found === 'nameDiffers') await options.onReload();
      return words.refused;
    },
  };
};
export type Signing = ReturnType<typeof useSigning>;

/** Takes back a signature with which the preview was refused, or reads the invoice again if it has changed. */
export const useRefusedPreview = (error: unknown, explain: Signing['explain'], onReload: () => Promise<unknown>) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each error is handled once
  useEffect(() => {
    if (!(error instanceof ApiError)) return;
    if (error.code === 'invoice-version-changed') onReload();
    else explain(error);
  }, [error]);
};
