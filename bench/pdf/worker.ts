import { writeFileSync } from 'node:fs';
import { benchInvoice } from './invoice.ts';
import { notInstalled, type Peer } from './peer.ts';

/** Runs one program at one size in a separate process, so that its memory can be measured. Prints once per message. */

const [name = '', size = '10', file = ''] = process.argv.slice(2);
const { peer }: { peer: Peer } = await import(`./peers/${name}.ts`);
const invoice = benchInvoice(Number(size));

/** These documents are not counted, for any program: meanwhile code is compiled and fonts are read. */
const uncounted = 30;
const small = benchInvoice(10);

const opened = await peer.open();
try {
  for (let document = 0; document < uncounted; document += 1) await opened.print(small);
} catch (error) {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') process.exit(notInstalled);
  throw error;
}

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
