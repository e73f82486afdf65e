import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filteredState, idOf, invoiceOf, projectId } from './lists/conversation.ts';
import { seed } from './lists/seed.ts';
import { watchedApi } from './lists/watched-table.ts';
import { theHit, theMiss } from './lists/words.ts';
import { median } from './throughput/figures.ts';

/**
 * Measures the cost of lists, filters and searches in projects of 100, 1,000 and 10,000 conversations of 20 emails
 * each: the API's own code over the database of `npm start`, which runs in a separate process. Times are medians of
 * rounds that alternate between the sizes. Reads are counted in requests and in the table's capacity units (4 kB each,
 * or half a unit when an index is read). The tables are kept in `--folder` for the next run, and `--fresh` creates them
 * again. Exits with 1 when a promise is broken.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,10000' },
    folder: { type: 'string', default: '.local/bench-lists' },
    rounds: { type: 'string', default: '15' },
    fresh: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);

const at = `/projects/${projectId}`;
const middle = (size: number): number => Math.floor(size / 2);
const requests = {
  list: () => `${at}/communications`,
  'list of an invoice': (size: number) => `${at}/invoices/${invoiceOf(middle(size))}/communications`,
  // One conversation in fifty has that state, so the page is as full with 100 conversations as with 10,000.
  'filter by state': () => `${at}/communications?state=${filteredState}&limit=1`,
  'search, one hit': () => `${at}/communications?q=${theHit}`,
  'search, no hit': () => `${at}/communications?q=${theMiss}`,
  'search, all hit': () => `${at}/communications?q=facture`,
  'thread page': (size: number) => `${at}/communications/${idOf(middle(size))}`,
  poll: (size: number) => `${at}/communications/${idOf(middle(size))}`,
} as const;
type Name = keyof typeof requests;
const names = Object.keys(requests) as Name[];
/** The figures that must not grow with the project. */
const constant: readonly Name[] = ['list', 'list of an invoice', 'filter by state', 'thread page', 'poll'];
const searches: readonly Name[] = ['search, one hit', 'search, no hit', 'search, all hit'];
const mostGrowth = 1.3;
const mostSearchMs = 1_000;

type Measured = { ms: number[]; requests: number; units: number; bytes: number };
type SizedProject = {
  size: number;
  process: ChildProcess;
  api: ReturnType<typeof watchedApi>;
  etag: string;
  measured: Map<Name, Measured>;
};

const open = async (size: number): Promise<SizedProject> => {
  const folder = join(values.folder, String(size));
  if (values.fresh) mkdirSync(values.folder, { recursive: true });
  await seed(folder, size);
  const process = fork(join(import.meta.dirname, 'lists', 'database.ts'), [folder], { stdio: 'inherit' });
  const [endpoint] = await once(process, 'message');
  const api = watchedApi(String(endpoint));
  const { headers } = await api.call('usr_admin', 'GET', requests.poll(size));
  return { size, process, api, etag: headers.etag ?? '', measured: new Map() };
};

const ask = async ({ size, api, etag, measured }: SizedProject, name: Name): Promise<void> => {
  const before = { ...api.read };
  const started = performance.now();
  const headers = name === 'poll' && etag ? { 'if-none-match': etag } : {};
  const { status, text } = await api.call('usr_admin', 'GET', requests[name](size), { headers });
  const ms = performance.now() - started;
  const expected = name === 'poll' && etag ? 304 : 200;
  if (status !== expected)
    throw new Error(`${name} of ${size}: ${status} ${text.slice(0, 200)} ${JSON.stringify(api.w.log.lines.at(-1))}`);
  const one = measured.get(name) ?? { ms: [], requests: 0, units: 0, bytes: 0 };
  one.ms.push(ms);
  one.requests = api.read.requests - before.requests;
  one.units = api.read.units - before.units;
  one.bytes = Buffer.byteLength(text);
  measured.set(name, one);
};

const projects: SizedProject[] = [];
for (const size of sizes) projects.push(await open(size));
// The first request of each kind is a warm-up and is not counted.
for (const project of projects) for (const name of names) await ask(project, name);
for (const project of projects) project.measured.clear();
for (let round = 0; round < rounds; round += 1)
  for (const name of names) for (const project of projects) await ask(project, name);

const broken: string[] = [];
const promise = (holds: boolean, what: string): void => {
  console.log(`${holds ? 'kept  ' : 'BROKEN'}  ${what}`);
  if (!holds) broken.push(what);
};
const of = (project: SizedProject | undefined, name: Name): Measured => {
  const found = project?.measured.get(name);
  if (!found) throw new Error('not measured');
  return found;
};

console.log(
  `\n${'what'.padEnd(20)}${'conversations'.padStart(14)}${'p50 ms'.padStart(9)}${'requests'.padStart(10)}${'units'.padStart(9)}${'bytes'.padStart(9)}`,
);
for (const name of names)
  for (const project of projects) {
    const { ms, requests: count, units, bytes } = of(project, name);
    console.log(
      `${name.padEnd(20)}${String(project.size).padStart(14)}${median(ms).toFixed(1).padStart(9)}${String(count).padStart(10)}${units.toFixed(1).padStart(9)}${String(bytes).padStart(9)}`,
    );
  }
const [small, large] = [projects[0], projects.at(-1)];
console.log(`\n${large?.size} conversations compared with ${small?.size}:`);
if (!large?.etag) console.log('The thread has no ETag, so polls return full answers.');
for (const name of constant) {
  const time = median(of(large, name).ms) / median(of(small, name).ms);
  const units = of(large, name).units / of(small, name).units;
  promise(
    time <= mostGrowth && units <= mostGrowth,
    `${name}: ${time.toFixed(2)} times the time, ${units.toFixed(2)} times the reads; at most ${mostGrowth}`,
  );
}
for (const name of searches) {
  const ms = median(of(large, name).ms);
  promise(ms <= mostSearchMs, `${name}: ${ms.toFixed(0)} ms; at most ${mostSearchMs}`);
}
for (const { process: child } of projects) child.disconnect();
process.exitCode = broken.length > 0 ? 1 : 0;
