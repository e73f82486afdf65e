import { hostileMails } from '../../test/fixtures/mail/hostile.ts';
import { type ReaderName, readers } from './readers.ts';

/**
 * Runs one reader on one hostile mail, in a process that the parent may kill. Reports the CPU time (the best of three;
 * elapsed time would depend on the machine's load) and the growth in peak memory.
 */
const [name = '', mailName = ''] = process.argv.slice(2);
const read = readers[name as ReaderName];
const text = hostileMails.find((mail) => mail.name === mailName)?.text?.();
if (!text) throw new Error(`no text in ${mailName}`);

const ordinary = {
  text: 'Approved.\n\nOn Tue, Nov 24, 2026 at 9:12 AM Lea <lea@steel.test> wrote:\n\n> Hello\n',
  html: null,
};
for (let run = 0; run < 200; run += 1) read(ordinary);

const before = process.memoryUsage.rss();
const times: number[] = [];
for (let run = 0; run < 3; run += 1) {
  const start = process.threadCpuUsage();
  read(text);
  const { user, system } = process.threadCpuUsage(start);
  times.push((user + system) / 1000);
  // One run is enough to show that a reader is slow.
  if (times[0] && times[0] > 1000) break;
}
process.send?.({
  milliseconds: Math.min(...times),
  megabytes: process.resourceUsage().maxRSS / 1024 - before / 2 ** 20,
});
