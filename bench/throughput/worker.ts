import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { recordOutcome } from '../../functions/record-outcome/record-outcome.ts';
import { renderDetail } from '../../functions/render-detail/render-detail.ts';
import { sendEmail } from '../../functions/send-email/send-email.ts';
import { retrySendEmail } from '../../infra/constructs/flow-retries.ts';
import { chromiumRenderer } from '../../shared/adapters/chromium/renderer.ts';
import { type SendEmailResult, SendFlowInput } from '../../shared/domain/conversation/flow.ts';
import { ServiceError } from '../../shared/domain/errors.ts';
import type { Renderer } from '../../shared/ports/ports.ts';
import { Endpoints, partsAt } from './parts.ts';
import { epoch, type Marks } from './single.ts';

/**
 * Stands in for Step Functions and Lambda: runs each execution it receives, with the retries of the flow's template.
 */

const plain = partsAt(Endpoints.parse(JSON.parse(process.argv[2] ?? '')));

/** One execution at a time, whose moments are reported when it ends. */
const isSingle = process.argv[3] === 'single';

/** The latest moments; they belong to one execution where executions do not overlap. */
const marks: Marks = { started: 0, rendered: 0, slotTaken: 0, slept: 0, called: 0 };
const parts: Omit<typeof plain, 'renderer'> & { renderer: Renderer } = {
  ...plain,
  renderer: chromiumRenderer(),
  sendSlots: {
    ...plain.sendSlots,
    take: async (request) => {
      const slot = await plain.sendSlots.take(request);
      marks.slotTaken = epoch();
      return slot;
    },
  },
  timer: {
    ...plain.timer,
    sleep: async (milliseconds) => {
      const before = epoch();
      await plain.timer.sleep(milliseconds);
      marks.slept += epoch() - before;
    },
  },
  mailer: {
    ...plain.mailer,
    send: (mail) => {
      marks.called = epoch();
      return plain.mailer.send(mail);
    },
  },
};
const steps = { render: renderDetail(parts), send: sendEmail(parts), record: recordOutcome(parts) };

/** Lambda's concurrency limit for the sending step. */
const mostAtOnce = 100;
const waiting: (() => void)[] = [];
let inFlight = 0;
const inLambda = async <T>(run: () => Promise<T>): Promise<T> => {
  if (inFlight >= mostAtOnce) await new Promise<void>((go) => waiting.push(go));
  inFlight += 1;
  try {
    return await run();
  } finally {
    inFlight -= 1;
    waiting.shift()?.();
  }
};

const { interval, maxDelay, backoffRate = 1, maxAttempts = 0 } = retrySendEmail;
/** The delay in milliseconds: the template's intervals with full jitter. */
const backOff = (tried: number): number =>
  Math.random() * Math.min((interval?.toMilliseconds() ?? 0) * backoffRate ** tried, maxDelay?.toMilliseconds() ?? 0);

const totals = { throttled: 0, waited: 0, failed: 0, sent: 0 };

const sendOne = async (emailId: string, run: number, recipientId: string): Promise<void> => {
  let last: SendEmailResult | undefined;
  let tried = 0;
  for (;;) {
    try {
      const step = { emailId, run, recipientId, ...(last && { last }) };
      last = await inLambda(() => steps.send(step));
      if (last.turn) {
        // The flow's Wait state ignores milliseconds.
        totals.waited += 1;
        await wait(Math.max(0, Math.floor(Date.parse(last.turn.wakeAt) / 1000) * 1000 - Date.now()));
        continue;
      }
      totals.sent += 1;
      return;
    } catch (error) {
      // Like the flow: retry when throttled, and leave everything else to reconcile.
      if (!(error instanceof ServiceError) || error.kind !== 'throttled' || tried >= maxAttempts) {
        totals.failed += 1;
        return;
      }
      totals.throttled += 1;
      await wait(backOff(tried));
      tried += 1;
    }
  }
};

const running = new Set<Promise<void>>();
const execute = async ({ emailId, run, recipientIds, document }: SendFlowInput): Promise<void> => {
  Object.assign(marks, { started: epoch(), slept: 0 });
  if (document) await steps.render(document);
  marks.rendered = epoch();
  await Promise.all(recipientIds.map((recipientId) => sendOne(emailId, run, recipientId)));
  await steps.record({ emailId, run, failedStep: null });
  if (isSingle) process.send?.(marks);
};

/** Resident memory in megabytes, sampled twice a second. */
const memory: number[] = [];
const sampler = setInterval(() => memory.push(process.memoryUsage.rss() / 1024 ** 2), 500);

/** The delay of this process's event loop: mails that leave late because of it are not the fault of the steps. */
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();

const report = async () => {
  while (running.size > 0) await Promise.all(running);
  clearInterval(sampler);
  const { user, system } = process.cpuUsage(cpuBefore);
  const loopDelay = { p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
  return { ...totals, cpuSeconds: (user + system) / 1e6, memory, loopDelay };
};
export type WorkerReport = Awaited<ReturnType<typeof report>>;

const cpuBefore = process.cpuUsage();
process.on('message', async (message) => {
  if (message === 'report') {
    process.send?.(await report());
    return;
  }
  const execution = execute(SendFlowInput.parse(message)).finally(() => running.delete(execution));
  running.add(execution);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
