import { writeFileSync } from 'node:fs';
import { benchInvoice } from './invoice.ts';
import type { Peer } from './peer.ts';

/** Runs one program at one size in a separate process, so that its memory can be measured. Prints once per message. */

const [name = '', size = '10', file = ''] = process.argv.slice(2);
const { peer }: { peer: Peer } = await import(`./peers/${name}.ts`);
const invoice = benchInvoice(Number(size));
const opened = await peer.open();
// Warm up: compiles code, reads fonts and runs the whole print path once.
await opened.print(benchInvoice(10));

process.on('message', async (message) => {
  if (message === 'close') {
    await opened.close();
    process.exit(0);
  }
  const before = performance.now();
  const pdf = await opened.print(invoice);
  const milliseconds = performance.now() - before;
  writeFileSync(file, pdf);
  process.send?.({ milliseconds });
});
process.send?.({ ready: true });
