import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program in the virtual environment that `npm run bench:peers` makes. */
export const inPeers = (program: string): string => join(import.meta.dirname, '../../.local/peers/bin', program);

/** Converts a document to PDF through files, because wkhtmltopdf cannot write to the socket that Node uses as stdout. */
export const runProgram = async (command: string, args: readonly string[], document: string): Promise<Uint8Array> => {
  const folder = await mkdtemp(join(tmpdir(), 'courriel-bench-'));
  const [source, target] = [join(folder, 'in.html'), join(folder, 'out.pdf')];
  await writeFile(source, document);
  const child = spawn(command, [...args, source, target], { stdio: 'ignore' });
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${command} ended with ${code}`);
    return await readFile(target);
  } finally {
    await rm(folder, { recursive: true });
  }
};
