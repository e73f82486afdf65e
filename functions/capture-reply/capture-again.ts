import { capturedFact } from '../../shared/domain/inbound/captured.ts';
import { type CaptureDeps, type CaptureOutcome, captureReply } from './capture-reply.ts';
import type { Receipt } from './receipt.ts';

/**
 * The bucket's notice of a mail comes to this a while after SES called the function itself. Nothing is left to do for a mail
 * that was captured; one that was not, since that call failed or never came, is captured now from the same facts.
 */
export const captureAgain =
  (deps: CaptureDeps) =>
  async (receipt: Receipt): Promise<CaptureOutcome[]> => {
    const { sesMessageId } = receipt;
    if ((await deps.communications.recall(capturedFact(sesMessageId))) !== null) return [];
    deps.log.warn('not captured yet', { sesMessageId });
    return captureReply(deps)(receipt);
  };
