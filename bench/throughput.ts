import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SesReport } from './throughput/fake-ses.ts';
import { median, percentile } from './throughput/figures.ts';
import { type Endpoints, partsAt } from './throughput/parts.ts';
import { apiOver, recipients } from './throughput/requests.ts';
import { epoch, type Marks, type Single, singleOf, singleSteps } from './throughput/single.ts';
import type { WorkerReport } from './throughput/worker.ts';

/**
 * Sends invoices to three people each, through the API and the flow's own steps, to a fake SES: at the account's rate
 * of 14 a second, and without a limit; before that, one at a time, with their PDFs. Four processes share the machine: the API (this one), the flow's steps, the
 * database of `npm start`, and the fake SES. The bucket is a folder, and the 60 kB PDF is stored in advance. Exits with
 * 1 when a mail is lost or sent twice, or when a promise below is broken.
 */
const { values } = parseArgs({
  options: { sends: { type: 'string', default: '1000' }, limited: { type: 'string', default: '1000' } },
});

const rate = 14;
/** The first documents of a process take longer, and are not counted. */
const uncountedSingles = 30;
const countedSingles = 30;
/** The most milliseconds, as the median, from the 202 to the SES call of a single send. */
const singleMilliseconds = 800;
/** Number of concurrent requests. */
const clients = 2;

const start = async (file: string, ...args: string[]): Promise<[ChildProcess, unknown]> => {
  const child = fork(join(import.meta.dirname, 'throughput', file), args, { stdio: 'inherit' });
  const [first] = await once(child, 'message');
  return [child, first];
};
const ask = async <T>(child: ChildProcess): Promise<T> => {
  child.send('report');
  const [answer] = await once(child, 'message');
  return answer as T;
};

const startAll = async (perSecond: number, ...mode: 'single'[]) => {
  const [database, where] = (await start('database.ts')) as [ChildProcess, { endpoint: string; table: string }];
  const [ses, sesAt] = (await start('fake-ses.ts', String(perSecond))) as [ChildProcess, { endpoint: string }];
  const folder = mkdtempSync(join(tmpdir(), 'courriel-bench-files-'));
  const endpoints: Endpoints = { database: where.endpoint, table: where.table, ses: sesAt.endpoint, folder };
  const [worker] = await start('worker.ts', JSON.stringify(endpoints), ...mode);

  const parts = partsAt(endpoints);
  const started: string[] = [];
  const sendFlow: typeof parts.sendFlow = {
    ...parts.sendFlow,
    start: async (_, input) => {
      started.push(input.emailId);
      worker.send(input);
      return 'started';
    },
  };
  const api = await apiOver({ ...parts, sendFlow });
  const stop = () => {
    for (const child of [worker, ses, database]) child.disconnect();
    rmSync(folder, { recursive: true, force: true });
  };
  return { parts, api, worker, ses, started, stop };
};

const measure = async (perSecond: number, sends: number) => {
  const { parts, api, worker, ses, started, stop } = await startAll(perSecond);
  const cpuBefore = process.cpuUsage();
  const latencies: number[] = [];
  let next = 0;
  const client = async () => {
    for (let i = next++; i < sends; i = next++) {
      const at = performance.now();
      await api.send(`key-${i}`);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(cpuBefore);

  const flow = await ask<WorkerReport>(worker);
  const mails = await ask<SesReport>(ses);
  const deliveries = await Promise.all([...new Set(started)].map((id) => parts.communications.listDeliveries(id)));
  const ends = Map.groupBy(
    deliveries.flat().map(({ latest }) => latest),
    ({ state, detail }) => `${state} ${detail ?? ''}`,
  );
  const accepted = deliveries.flat().filter((delivery) => delivery.latest.state === 'accepted').length;
  stop();
  return { sends, latencies, flow, mails, accepted, ends, apiCpu: (user + system) / 1e6 };
};

const broken: string[] = [];
const promise = (holds: boolean, what: string): void => void (holds || broken.push(what));

/** A single send of a new invoice to one person, its PDF included, with nothing else going on. */
const measureSingle = async (): Promise<void> => {
  const { api, worker, stop } = await startAll(rate, 'single');
  const singles: Single[] = [];
  for (let send = 0; send < uncountedSingles + countedSingles; send += 1) {
    const invoice = await api.importInvoice(`single-${send}`);
    await api.send(`single-${send}`, invoice, recipients.slice(0, 1));
    const answered = epoch();
    const [marks] = (await once(worker, 'message')) as [Marks];
    if (send >= uncountedSingles) singles.push(singleOf(answered, marks));
  }
  stop();
  const times = singles.map(({ total }) => total);
  console.log(`A single send, a new PDF included: ${countedSingles} sends`);
  console.log(
    `  202 to SES call   p50 ${median(times).toFixed(0)} ms, ${Math.max(...times).toFixed(0)} ms at most, of which, p50:`,
  );
  for (const { name, of } of singleSteps)
    console.log(`    ${name.padEnd(34)} ${String(Math.round(median(singles.map(of))) || 0).padStart(5)} ms`);
  promise(median(times) <= singleMilliseconds, `a single send: p50 at most ${singleMilliseconds} ms`);
};

type Measured = Awaited<ReturnType<typeof measure>>;

/** Medians of the second and the last quarter; the first quarter is a warm-up. */
const growth = (memory: number[]): { early: number; late: number } => {
  const quarter = Math.max(1, Math.floor(memory.length / 4));
  return { early: median(memory.slice(quarter, 2 * quarter)), late: median(memory.slice(-quarter)) };
};

const show = (title: string, { sends, latencies, flow, mails, accepted, ends, apiCpu }: Measured): void => {
  const expected = sends * recipients.length;
  const { early, late } = growth(flow.memory);
  const ms = (p: number) => `${percentile(latencies, p).toFixed(0)} ms`;
  console.log(`${title}: ${sends} sends to ${recipients.length} people each`);
  console.log(`  handed over       ${mails.mails} mails in ${mails.seconds.toFixed(1)} s, ${accepted} accepted`);
  console.log(`  lost, duplicate   ${expected - mails.different}, ${mails.twice}`);
  console.log(`  states            ${[...ends].map(([end, those]) => `${those.length} ${end}`).join(', ')}`);
  const { inASecond } = mails;
  const mean = inASecond.reduce((sum, n) => sum + n, 0) / inASecond.length;
  console.log(`  rate              ${((mails.mails - 1) / mails.seconds).toFixed(1)}/s`);
  console.log(`  in any second     ${Math.max(...inASecond)} at most, ${mean.toFixed(1)} on average`);
  const { p50, p99, max } = flow.loopDelay;
  console.log(
    `  event loop delay  p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${max.toFixed(0)} ms at most, in the steps' process`,
  );
  console.log(
    `  per core          ${(mails.mails / flow.cpuSeconds).toFixed(0)} mails per CPU second of the flow's steps`,
  );
  console.log(
    `  retried           ${flow.waited} waited for a send slot, ${flow.throttled} throttled, ${flow.failed} left to reconcile`,
  );
  console.log(
    `  memory            ${early.toFixed(0)} MB, ${late.toFixed(0)} MB at the end: ${(late / early).toFixed(2)} times as much`,
  );
  console.log(
    `  API to 202        p50 ${ms(50)}, p99 ${ms(99)}; ${((1000 * apiCpu) / sends).toFixed(1)} ms of CPU each`,
  );
  promise(mails.different === expected && accepted === expected, `${title}: none lost`);
  promise(mails.twice === 0 && mails.mails === expected, `${title}: none sent twice`);
  promise(late <= 1.25 * early, `${title}: memory flat (within a quarter)`);
};

await measureSingle();
const free = await measure(1_000_000, Number(values.sends));
show('Without a limit', free);
const limited = await measure(rate, Number(values.limited));
show(`At ${rate} a second`, limited);

const achieved = (limited.mails.mails - 1) / limited.mails.seconds;
const unlimited = (free.mails.mails - 1) / free.mails.seconds;
console.log(
  `${((100 * achieved) / rate).toFixed(0)} % of the limit is used; without a limit, the rate is ${(unlimited / rate).toFixed(1)} times as high.`,
);
const tooMany = limited.mails.inASecond.filter((n) => n > rate).length;
console.log(
  `${tooMany} of ${limited.mails.mails} one-second windows, each starting with a mail, have more than ${rate} mails.`,
);
// A late first mail shortens the measured time, hence the margin of 2 %.
promise(achieved <= 1.02 * rate, 'at most the rate overall');
// Mails bunch up after a process was stalled, which hardly ever happens on an idle machine.
promise(tooMany <= 0.01 * limited.mails.mails, 'at most the rate in 99 of 100 seconds (on a quiet machine)');
promise(achieved >= 0.9 * rate, 'at least nine tenths of the rate used');
for (const what of broken) console.log(`BROKEN  ${what}`);
process.exit(broken.length > 0 ? 1 : 0);
