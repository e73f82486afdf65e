import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { fetchJars, NoVeraPdf, run } from './fetch-jars.ts';

/** Checks PDF files with veraPDF (Validate.java), in one Java process for all of them. */

const Answer = z.union([
  z.strictObject({
    checks: z.number(),
    failed: z.array(z.strictObject({ rule: z.string(), message: z.string(), at: z.string() })),
  }),
  z.strictObject({ error: z.string() }),
]);

export type VeraPdf = {
  /** The number of checks made, and the failed rules of PDF/UA-1 and PDF/A-3a, each with up to three places. */
  check(file: string): Promise<{ checks: number; failed: string[] }>;
  close(): void;
};

/** A small heap and the quick compiler: the process lives for seconds, beside the browsers of other tests. */
const javaOptions = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

const start = async (): Promise<VeraPdf> => {
  // Compiling the one source file in memory needs a JDK; a mere runtime lacks that module.
  const modules = await run('java', ['--list-modules']);
  if (!modules.includes('jdk.compiler')) throw new NoVeraPdf('java is installed without its compiler');
  const source = join(import.meta.dirname, 'Validate.java');
  const child = spawn('java', [...javaOptions, '-cp', await fetchJars(), source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (file: string) => {
    child.stdin.write(`${file}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('veraPDF ended without an answer');
    const answer = Answer.parse(JSON.parse(value));
    if ('error' in answer) throw new Error(`${file}: ${answer.error}`);
    return {
      checks: answer.checks,
      failed: answer.failed.map(({ rule, message, at }) => `${rule}: ${message} (${at})`),
    };
  };
  return {
    check: (file) => {
      const mine = last.then(() => ask(file));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: () => void child.kill(),
  };
};

/** CI sets this, so that it cannot pass without the check. */
export const isRequired = process.env.COURRIEL_VERAPDF === 'required';

/** A reason instead, where this machine has no Java or Maven, or no network to fetch veraPDF with. */
export const startVeraPdf = async (): Promise<VeraPdf | string> => {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof NoVeraPdf) || isRequired) throw error;
    return `not checked by veraPDF: ${error.message.slice(0, 300)}`;
  }
};
