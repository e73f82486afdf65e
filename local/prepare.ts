import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PlainError } from './settings.ts';

/**
 * Prepares what the run needs before it starts, each in a process of its own: the template, a browser, and the built
 * page.
 */

const root = fileURLToPath(new URL('../', import.meta.url));

/** Resolves when the process succeeds; otherwise the error's message is what it wrote to stderr. */
const run = (args: string[], signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(errors.trim() || `${args.join(' ')} ended with ${code}`)),
    );
  });

const synthWorker = fileURLToPath(new URL('./synth-worker.ts', import.meta.url));

/** Starts with an empty folder: bundles of an earlier start are of no use. */
export const synthesizeTemplate = async (
  outdir: string,
  config: Record<string, string>,
  signal?: AbortSignal,
): Promise<void> => {
  rmSync(outdir, { recursive: true, force: true });
  await run([synthWorker, outdir, JSON.stringify(config)], signal);
};

/**
 * Makes sure that there is a browser, and unpacks the packaged one if need be. Runs the renderer's own adapter in a
 * process, because local may not import adapters.
 */
export const findBrowser = async (signal: AbortSignal): Promise<void> => {
  const adapter = pathToFileURL(join(root, 'shared/adapters/chromium/executable.ts')).href;
  const script = `const { findExecutable } = await import(${JSON.stringify(adapter)});
try { await findExecutable() } catch (error) { console.error(error.message); process.exit(1) }`;
  try {
    await run(['--input-type=module', '--eval', script], signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new PlainError(error instanceof Error ? error.message : String(error));
  }
};

const newest = (path: string): number => {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules');
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
};

export const webDist = join(root, 'web/dist');

/** True when one of the page's sources is newer than the built page. */
export const pageIsStale = (): boolean => {
  const sources = ['web', 'shared/api', 'shared/domain', 'package-lock.json'].map((path) => newest(join(root, path)));
  return existsSync(join(root, 'web/index.html')) && newest(join(webDist, 'index.html')) < Math.max(...sources);
};

export const buildPage = (signal: AbortSignal): Promise<void> =>
  run([join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, 'web'), '--logLevel', 'error'], signal);
