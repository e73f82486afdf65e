import { capturedFact } from '../../shared/domain/inbound/parsed-mail.ts';
import { type CaptureDeps, type CaptureOutcome, captureReply } from './capture-reply.ts';
import type { Receipt } from './receipt.ts';

/**
 * Handles the bucket's notification of a mail, which arrives some time after SES invoked the function itself. A
 * captured mail needs nothing more; one whose first invocation failed or never came is captured now, from the same
 * facts.
 */
export const captureAgain =
  (deps: CaptureDeps) =>
  async (receipt: Receipt): Promise<CaptureOutcome[]> => {
    const { sesMessageId } = receipt;
    if ((await deps.communications.recall(capturedFact(sesMessageId))) !== null) return [];
    deps.log.warn('not captured yet', { sesMessageId });
    return captureReply(deps)(receipt);
  };
