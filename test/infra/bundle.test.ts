import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBundle } from '../../infra/constructs/functions/bundle.ts';
import { writeLayer } from '../../infra/constructs/functions/chromium-layer.ts';
import { codecFiles } from '../../shared/domain/codec-files.ts';
import { type FunctionName, functionEnv } from '../../shared/runtime/env.ts';

/** The folder is outside of the project, so that a bundle finds nothing in node_modules by accident. */
const outdir = mkdtempSync(join(tmpdir(), 'courriel-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

beforeAll(() => {
  process.env.AWS_REGION ??= 'ca-central-1';
});

const names = Object.keys(functionEnv) as FunctionName[];

test.each(names)('the bundle of %s loads by itself and exports its handler', async (name) => {
  const to = join(outdir, name);
  writeBundle(name, to);
  for (const variable of functionEnv[name]) {
    // Some variables must be numbers, and the others accept any text.
    process.env[variable] ??= '1';
  }
  const bundle: { handler?: unknown } = await import(/* @vite-ignore */ pathToFileURL(join(to, 'index.mjs')).href);
  expect(bundle.handler).toBeTypeOf('function');
  const codecs = Object.values(codecFiles).map((file) => basename(file));
  expect(readdirSync(to).sort()).toEqual(['index.mjs', ...(name === 'api' ? codecs : [])].sort());
});

test('the renderer and its layer fit within Lambda’s size limit, and every user may run the browser', () => {
  const layer = join(outdir, 'layer');
  mkdirSync(layer);
  writeLayer(layer);
  const files = [layer, join(outdir, 'render-detail')].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name))),
  );
  // Lambda's limit for a function with its layers, unzipped.
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(250 * 1024 * 1024);
  expect(readdirSync(join(layer, 'chromium'))).toEqual(
    expect.arrayContaining(['chromium', 'fonts', 'fonts.conf', 'lib']),
  );
  expect(statSync(join(layer, 'chromium')).mode & 0o005).toBe(0o005);
  expect(statSync(join(layer, 'chromium', 'chromium')).mode & 0o005).toBe(0o005);
});
