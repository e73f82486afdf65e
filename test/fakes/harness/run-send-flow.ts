import { recordOutcome } from '../../../functions/record-outcome/record-outcome.ts';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import type { World } from '../worlds/world.ts';

/**
 * Runs every execution that was started and has not ended, as the state machine would: render, send to each, record.
 */
export const runSendFlow = async (w: World): Promise<void> => {
  for (const { name, input } of w.sendFlow.started) {
    if ((await w.sendFlow.describe(name)) !== 'running') continue;
    if (input.document) await renderDetail(w)(input.document);
    for (const recipientId of input.recipientIds) {
      const step = { emailId: input.emailId, run: input.run, recipientId };
      let last = await sendEmail(w)(step);
      while (last.turn) {
        await w.timer.sleep(Date.parse(last.turn.wakeAt) - w.clock.now().getTime());
        last = await sendEmail(w)({ ...step, last });
      }
    }
    await recordOutcome(w)({ emailId: input.emailId, run: input.run, failedStep: null });
    w.sendFlow.end(name);
  }
};
