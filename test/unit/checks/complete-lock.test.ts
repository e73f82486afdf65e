import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** The script runs as npm runs it, in a process of its own. */

const script = fileURLToPath(new URL('../../checks/complete-lock.ts', import.meta.url));
const project = fileURLToPath(new URL('../../..', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courriel-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (cwd: string, ...args: string[]) => {
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, PATH },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

/** Writes a fake npm, which answers `npm view … --json` with the same data for every package. */
const writeNpm = (): void => {
  const answer = JSON.stringify({ 'dist.integrity': 'sha512-aaaa', os: ['linux'], cpu: ['x64'], libc: ['musl'] });
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(join(folder, 'npm'), 0o755);
};

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-bbbb', optionalDependencies: { '@a/linux-x64': '1.0.0' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/a/node_modules/inside': { version: '3.0.0', inBundle: true },
    'node_modules/here': { link: true },
  },
};
const write = (content: unknown): void => writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(content));

test('the lock file of this project has an entry with its hash for everything that is fetched (Y33)', () => {
  expect(run(project, '--check')).toMatchObject({ status: 0 });
});

test('the check names an entry without a hash and fails, and ignores packages that are never fetched (Y33)', () => {
  write({ ...lock, packages: { ...lock.packages, 'node_modules/@a/linux-x64': { integrity: 'sha512-c' } } });
  const { status, said } = run(folder, '--check');
  expect(status).toBe(1);
  expect(said.trim()).toBe('without integrity in package-lock.json: node_modules/b');
});

test('completing the lock file adds hash and platform to new entries and to existing ones (Y33)', () => {
  write(lock);
  writeNpm();
  expect(run(folder)).toMatchObject({ status: 0 });
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const platform = { integrity: 'sha512-aaaa', os: ['linux'], cpu: ['x64'], libc: ['musl'] };
  expect(packages['node_modules/@a/linux-x64']).toEqual({ version: '1.0.0', ...platform, optional: true });
  expect(packages['node_modules/b']).toEqual({ version: '2.0.0', ...platform });
  expect(run(folder, '--check')).toMatchObject({ status: 0 });
});
