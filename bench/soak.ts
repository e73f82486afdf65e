import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumRenderer } from '../shared/adapters/chromium/renderer.ts';
import { detailDocument } from '../shared/documents/detail/detail-document.ts';
import { benchInvoice } from './pdf/invoice.ts';
import { descendantsOf, type Peak, residentOf } from './pdf/memory.ts';

/**
 * Prints documents one after another with a single renderer and checks that memory stays flat, none fails, and no files
 * or processes are left behind. By default it ends after 10,000 documents or one hour, whichever comes first. Exits
 * with 1 when a check fails.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, minutes: { type: 'string', default: '60' } },
});
const count = Number(values.count);
const until = performance.now() + Number(values.minutes) * 60_000;

// A private temporary folder, so that any file left in it is ours.
const folder = join(import.meta.dirname, '../.local/soak');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;

/** Mostly ordinary invoices, with an occasional large one. */
const sizeOf = (i: number): number => {
  if (i % 500 === 499) return 5000;
  if (i % 50 === 49) return 1000;
  return [3, 12, 40, 100][i % 4] ?? 3;
};
const invoices = new Map([3, 12, 40, 100, 1000, 5000].map((size) => [size, benchInvoice(size)]));

type Sample = Peak & { documents: number };
const samples: Sample[] = [];
const sample = (documents: number) => {
  const { node, browser } = residentOf(process.pid);
  samples.push({ documents, node, browser });
};

/** Growth in megabytes per thousand documents, by least squares. */
const slope = (of: readonly Sample[], what: keyof Peak): number => {
  const meanX = of.reduce((sum, s) => sum + s.documents, 0) / of.length;
  const meanY = of.reduce((sum, s) => sum + s[what], 0) / of.length;
  const spread = of.reduce((sum, s) => sum + (s.documents - meanX) ** 2, 0);
  return (1000 * of.reduce((sum, s) => sum + (s.documents - meanX) * (s[what] - meanY), 0)) / spread;
};

const failures: string[] = [];
// A document whose pages could not be drawn counts as a failure too.
const renderer = chromiumRenderer({ onUndrawn: ({ reason }) => failures.push(reason) });
const start = performance.now();
let done = 0;
while (done < count && performance.now() < until) {
  const size = sizeOf(done);
  const invoice = invoices.get(size);
  if (!invoice) throw new Error(`no invoice of ${size} lines`);
  const language = done % 2 === 0 ? 'fr' : 'en';
  const document = detailDocument(invoice, language);
  // Recovery: failures are counted and reported at the end.
  const pages = await renderer.render(document).then(
    (rendered) => rendered.pages,
    (error: unknown) => {
      failures.push(`document ${done}: ${error}`);
      return 0;
    },
  );
  if (pages < 2) failures.push(`document ${done} has ${pages} pages`);
  done += 1;
  if (done % 25 === 0) sample(done);
  if (done % 500 === 0) {
    const now = samples.at(-1);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${done} documents, ${seconds} s, browser ${now?.browser.toFixed(0)} MB, Node ${now?.node.toFixed(0)} MB`,
    );
  }
}
await renderer.close();

const settled = samples.slice(Math.floor(samples.length / 4));
const half = Math.floor(settled.length / 2);
const highest = (of: readonly Sample[], what: keyof Peak) => Math.max(...of.map((s) => s[what]));
/** Memory is flat if the maximum of the second half exceeds that of the first by at most 15 % and 20 MB. */
const isFlat = (what: keyof Peak): boolean =>
  highest(settled.slice(half), what) <= highest(settled.slice(0, half), what) * 1.15 + 20;

const seconds = (performance.now() - start) / 1000;
const leftProcesses = descendantsOf(process.pid);
const leftFiles = readdirSync(folder).filter((name) => !name.startsWith('courriel-chromium-'));
console.log(`${done} documents in ${seconds.toFixed(0)} s, ${((1000 * seconds) / done).toFixed(0)} ms each`);
for (const what of ['browser', 'node'] as const) {
  const line = `highest ${highest(settled, what).toFixed(0)} MB, slope ${slope(settled, what).toFixed(2)} MB per 1,000 documents`;
  console.log(`${what}: ${line}, ${isFlat(what) ? 'flat' : 'NOT FLAT'}`);
}
console.log(`failures: ${failures.length}`, failures.slice(0, 5));
console.log(`left behind: ${leftProcesses.length} processes, ${leftFiles.length} files`, leftFiles.slice(0, 5));
const isGood = isFlat('browser') && isFlat('node') && failures.length + leftProcesses.length + leftFiles.length === 0;
process.exit(isGood ? 0 : 1);
