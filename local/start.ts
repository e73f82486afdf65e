import { prepareDataDir } from './data-dir.ts';
import { buildPage, findBrowser, pageIsStale } from './prepare.ts';
import { seedWhenEmpty } from './seed-when-empty.ts';
import { PlainError } from './settings.ts';
import { startLocal } from './start-local.ts';

/** `npm start`: runs the product on this machine until Ctrl-C. */

const startedAt = performance.now();
const stopping = new AbortController();
const say = (line: string): void => console.log(line);
const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);

const portFrom = (name: string, usual: number): number => {
  const text = process.env[name];
  const port = text === undefined || text === '' ? usual : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PlainError(
      `${name} must be a port from 1 to 65535, or 0 for any free port; for example ${name}=${usual}`,
    );
  return port;
};

/** Ends the process with one sentence; only an unexpected error shows its stack. */
const giveUp = (error: unknown): void => {
  // Ctrl-C aborts the preparation; the user who pressed it needs no error message.
  if (stopping.signal.aborted && error instanceof Error && error.name === 'AbortError') return;
  console.error(error instanceof PlainError ? error.message : error);
  process.exit(1);
};

/**
 * npm runs us through a shell, which receives SIGTERM and ends without passing it on: our parent process then changes.
 */
const endWithNpm = (end: () => void): void => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 1000);
  watch.unref();
};

const main = async (): Promise<void> => {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--reset');
  if (unknown) throw new PlainError(`Unknown option ${unknown}. The only option is --reset`);
  const ports = {
    page: portFrom('PORT', 4000),
    mailbox: portFrom('MAILBOX_PORT', 4001),
    smtp: portFrom('SMTP_PORT', 2525),
  };
  const dataDir = prepareDataDir(process.env.COURRIEL_DATA_DIR || '.local', process.argv.includes('--reset'));

  let stop: () => Promise<void> = async () => {};
  const end = (): void => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
    say('Stopping …');
    stop().then(() => process.exit(0), giveUp);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // Closing the terminal also stops the run.
  process.on('SIGHUP', end);
  endWithNpm(end);

  const { signal } = stopping;
  const { COURRIEL_TEMPLATE_DIR: templateDir } = process.env;
  const starting = startLocal({ dataDir, ports, say, signal, ...(templateDir ? { templateDir } : {}) });
  const page = pageIsStale() ? buildPage(signal) : Promise.resolve();
  const [local] = await Promise.all([starting, findBrowser(signal), page]).catch((error: unknown) => {
    stopping.abort();
    throw error;
  });
  stop = local.stop;
  await seedWhenEmpty(local, dataDir, say);
  say(`
Ready after ${seconds()} s.

  Page     http://localhost:${local.ports.page}
  Mailbox  ${local.urls.mailbox.replace('127.0.0.1', 'localhost')}
  SMTP     localhost:${local.ports.smtp}

  Data in ${dataDir}; Ctrl-C stops, npm start -- --reset starts over with new data.`);
};

main().catch(giveUp);
