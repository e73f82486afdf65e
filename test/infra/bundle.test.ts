import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBundle } from '../../infra/constructs/bundle.ts';
import { type FunctionName, functionEnv } from '../../shared/runtime/env.ts';

/** Outside the project, so that nothing is found in its node_modules by accident. */
const outdir = mkdtempSync(join(tmpdir(), 'courriel-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

beforeAll(() => {
  process.env.AWS_REGION ??= 'ca-central-1';
});

const names = Object.keys(functionEnv) as FunctionName[];

test.each(names)('the bundle of %s holds all that it needs and hands out its handler', async (name) => {
  const to = join(outdir, name);
  writeBundle(name, to);
  for (const variable of functionEnv[name]) {
    process.env[variable] ??= 'x';
  }
  const bundle: { handler?: unknown } = await import(/* @vite-ignore */ pathToFileURL(join(to, 'index.mjs')).href);
  expect(bundle.handler).toBeTypeOf('function');
  expect(existsSync(join(to, 'node_modules'))).toBe(name === 'render-detail');
});

test('the renderer carries its browser', () => {
  const bin = join(outdir, 'render-detail', 'node_modules', '@sparticuz', 'chromium', 'bin');
  expect(readdirSync(bin)).toEqual(expect.arrayContaining(['chromium.br', 'al2023.tar.br', 'fonts.tar.br']));
});
