import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { captureHostile } from '../../test/fakes/harness/hostile-process.ts';
import { hostileMails } from '../../test/fixtures/mail/hostile.ts';
import { type ReaderName, readerNames } from './readers.ts';

/** Null when the process was killed or ran out of memory. */
type Cost = { milliseconds: number; megabytes: number } | null;
export type HostileRow = { mail: string; text: Record<ReaderName, Cost> | null; capture: Cost; outcome: string };

/** CPU seconds, since some readers hang for minutes; elapsed time would also count the load of a busy machine. */
const cpuSeconds = 4;
/** Elapsed time after which the process is killed in any case. */
const killAfterMs = 30_000;
const Answer = z.object({ milliseconds: z.number(), megabytes: z.number() });

const readText = async (reader: ReaderName, mail: string): Promise<Cost> => {
  const command = `ulimit -t ${cpuSeconds}; exec "$0" "$@"`;
  const child = spawn(
    'sh',
    ['-c', command, process.execPath, join(import.meta.dirname, 'reply-worker.ts'), reader, mail],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  let answer: Cost = null;
  child.on('message', (message) => {
    answer = Answer.parse(message);
  });
  await once(child, 'exit');
  clearTimeout(kill);
  return answer;
};

const readTexts = async (mail: string): Promise<Record<ReaderName, Cost>> => {
  const costs: Record<ReaderName, Cost> = { ours: null, planer: null, 'email-reply-parser': null };
  for (const reader of readerNames) costs[reader] = await readText(reader, mail);
  return costs;
};

/** Measures every hostile mail, each in a separate process. */
export const hostileRows = async (onRow: (row: HostileRow) => void): Promise<HostileRow[]> => {
  const rows: HostileRow[] = [];
  for (const { name, text } of hostileMails) {
    const [report] = await captureHostile([name]);
    const row = {
      mail: name,
      text: text ? await readTexts(name) : null,
      capture: report ? { milliseconds: report.milliseconds, megabytes: report.megabytes } : null,
      outcome: report ? report.outcome : 'killed',
    };
    onRow(row);
    rows.push(row);
  }
  return rows;
};
