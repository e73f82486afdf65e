import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isAlive, newDataDir, runStart, started, templateIn } from './process.ts';
import { until } from './stack.ts';

describe('npm start', () => {
  const dirs: string[] = [];
  const dataDir = (): string => {
    const dir = newDataDir();
    dirs.push(dir);
    return dir;
  };
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  const sentences = (output: string): string[] => output.trim().split('\n');

  test('exits with code 1 and one sentence that names a taken port and the remedy', async () => {
    const COURRIEL_DATA_DIR = dataDir();
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const address = other.address();
    const port = String(address && typeof address === 'object' ? address.port : '');
    for (const name of ['PORT', 'MAILBOX_PORT', 'SMTP_PORT']) {
      const { code, output } = await runStart({
        COURRIEL_DATA_DIR,
        COURRIEL_TEMPLATE_DIR: COURRIEL_DATA_DIR,
        [name]: port,
      });
      expect(code, output).toBe(1);
      expect(sentences(output), output).toHaveLength(1);
      expect(output).toMatch(new RegExp(`^Port ${port} is taken: .*${name}=\\d+ npm start`));
    }
    other.close();
  });

  test('reports a missing browser, an unknown option or a wrong port in one sentence', async () => {
    const COURRIEL_DATA_DIR = dataDir();
    const COURRIEL_TEMPLATE_DIR = templateIn(COURRIEL_DATA_DIR);
    rmSync(COURRIEL_DATA_DIR, { recursive: true });
    const nowhere = { COURRIEL_DATA_DIR, COURRIEL_TEMPLATE_DIR, CHROME_PATH: join(COURRIEL_DATA_DIR, 'no-chrome') };
    templateIn(COURRIEL_DATA_DIR);
    const { code, output } = await runStart(nowhere);
    expect(code, output).toBe(1);
    expect(sentences(output).at(-1)).toMatch(/CHROME_PATH/);
    expect(output).not.toContain('    at ');
    expect((await runStart({ COURRIEL_DATA_DIR }, ['--fresh'])).output).toMatch(/^Unknown option --fresh/);
    expect((await runStart({ COURRIEL_DATA_DIR, PORT: 'http' })).output).toMatch(/^PORT must be a port/);
  });

  test('reports an older Node before it reads a file that this Node cannot run', () => {
    const script =
      "Object.defineProperty(process.versions, 'node', { value: '20.9.0' }); require('./local/check-node.cjs')";
    const { status, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(sentences(stderr)).toHaveLength(1);
    expect(stderr).toMatch(/needs Node 24, but this is Node 20\.9\.0: start it with "npm start"/);
  });

  test('deletes its own data with --reset, and refuses a folder that is not its own', async () => {
    const foreign = dataDir();
    writeFileSync(join(foreign, 'letter.txt'), 'dear');
    const refused = await runStart({ COURRIEL_DATA_DIR: foreign }, ['--reset']);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/nothing was deleted/);
    expect(existsSync(join(foreign, 'letter.txt'))).toBe(true);

    const own = dataDir();
    mkdirSync(join(own, 'mailbox'));
    writeFileSync(join(own, 'mailbox', 'old.json'), '{');
    writeFileSync(join(own, 'courriel-local.txt'), '');
    const nowhere = join(own, 'nowhere');
    const { output } = await runStart({ COURRIEL_DATA_DIR: own, COURRIEL_TEMPLATE_DIR: nowhere }, ['--reset']);
    expect(output).toMatch(/manifest\.json does not exist/);
    expect(existsSync(join(own, 'mailbox', 'old.json'))).toBe(false);
  });

  test('refuses a second run on the same data', async () => {
    const COURRIEL_DATA_DIR = dataDir();
    const env = { COURRIEL_DATA_DIR, COURRIEL_TEMPLATE_DIR: templateIn(COURRIEL_DATA_DIR) };
    const first = await started(env);
    const second = await runStart(env);
    expect(second.code).toBe(1);
    expect(sentences(second.output)).toHaveLength(1);
    expect(second.output).toMatch(/^Another run is using /);
    first.child.kill('SIGINT');
    await until('the end', () => first.child.exitCode !== null);
  });

  test('ends on Ctrl-C with code 0, together with its functions', async () => {
    const COURRIEL_DATA_DIR = dataDir();
    const run = await started({ COURRIEL_DATA_DIR, COURRIEL_TEMPLATE_DIR: templateIn(COURRIEL_DATA_DIR) });
    const { pid } = (await (await fetch(`${run.page}/api/open`)).json()) as { pid: number };
    expect(isAlive(pid)).toBe(true);
    run.child.kill('SIGINT');
    await until('the end', () => run.child.exitCode !== null);
    expect(run.child.exitCode).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(() => process.kill(-(run.child.pid ?? 0), 0)).toThrow(/ESRCH/);
  });
});
