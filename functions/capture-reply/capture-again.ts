import { capturedFact } from '../../shared/domain/inbound/parsed-mail.ts';
import { type CaptureDeps, type CaptureOutcome, captureReply } from './capture-reply.ts';
import type { Receipt } from './receipt.ts';

/**
 * Handles the bucket's notification of a mail, which arrives a minute after SES has invoked the function itself
 * (infra/constructs/receive-mail.ts) and carries the same facts. Captures the mail if that invocation failed or never
 * came.
 */
export const captureAgain =
  (deps: CaptureDeps) =>
  async (receipt: Receipt): Promise<CaptureOutcome[]> => {
    const { sesMessageId } = receipt;
    if ((await deps.communications.getFact(capturedFact(sesMessageId))) !== null) return [];
    deps.log.warn('mail not captured yet', { sesMessageId });
    return captureReply(deps)(receipt);
  };
