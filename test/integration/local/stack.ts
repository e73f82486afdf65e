import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalOptions, startLocal } from '../../../local/start-local.ts';

/** Writes a small template as `cdk synth` would, and starts the local run of it in this process. */

type Resource = { Type: string; Properties: Record<string, unknown> };
export type Resources = Record<string, Resource>;

const fixture = resolve('test/fixtures/local-run');

/** Writes the assembly and returns its directory. */
export const writeTemplate = (dir: string, template: Resources): string => {
  const out = join(dir, 'cdk.out');
  mkdirSync(out, { recursive: true });
  const write = (name: string, value: unknown): void => writeFileSync(join(out, name), JSON.stringify(value));
  write('manifest.json', {
    artifacts: {
      app: { type: 'aws:cloudformation:stack', properties: { templateFile: 'app.template.json' } },
      assets: { type: 'cdk:asset-manifest', properties: { file: 'app.assets.json' } },
    },
  });
  write('app.assets.json', {
    files: { code: { source: { path: fixture, packaging: 'zip' }, destinations: { here: { objectKey: 'code.zip' } } } },
  });
  write('app.template.json', { Resources: template });
  return out;
};

export type Note = { name: string; event: Record<string, unknown> };

/** `change` removes or alters resources before the run reads them. */
export const startFixture = async (
  change: (resources: Resources) => void = () => {},
  more: Partial<LocalOptions> = {},
) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'courriel-local-'));
  const notesFile = join(dataDir, 'notes');
  const text = readFileSync(join(fixture, 'template.json'), 'utf8').replaceAll('NOTES_FILE', notesFile);
  const template: Resources = JSON.parse(text).Resources;
  change(template);
  const templateDir = writeTemplate(dataDir, template);
  const start = () => startLocal({ dataDir, templateDir, ports: { page: 0, mailbox: 0, smtp: 0 }, env: {}, ...more });
  const local = await start();
  const notes = (): Note[] =>
    existsSync(notesFile)
      ? readFileSync(notesFile, 'utf8')
          .split('\n')
          // Text after the last line end is still being written.
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : [];
  return { ...local, dataDir, notes, start, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
};

export const until = async <T>(what: string, look: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<T>> => {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited ${ms} ms for ${what}`);
};
