import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../shared/api/contract.ts';
import { type Route, routeKey } from '../../shared/api/route.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const under = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', ...under('docs'), ...under('docs/decisions')]
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: read(file) }));

test('docs/api.md has every route of the contract, and no other', () => {
  const rows = [...read('docs/api.md').matchAll(/^\| `([A-Z]+ [^`]+)` \|.*\|(.*)\|$/gm)];
  const needs = new Map(rows.map(([, key = '', need = '']) => [key, need]));
  const all: Route[] = Object.values(routes);
  expect([...needs.keys()].sort()).toEqual(all.map(routeKey).sort());
  for (const route of all) {
    const need = needs.get(routeKey(route)) ?? '';
    if (route.needs) expect(need.toLowerCase(), routeKey(route)).toContain(route.needs);
    expect(need.includes('key'), routeKey(route)).toBe(route.idempotent === true);
  }
});

test('every npm script is explained somewhere, and every one that is named exists', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  const named = pages.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    ),
  );
  expect(Object.keys(scripts).filter((script) => !named.includes(script))).toEqual([]);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test('every file that the documents link to or name is there', () => {
  const missing = pages.flatMap(({ file, text }) => {
    const linked = [...text.matchAll(/\]\(([^)#\s:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => join(dirname(file), to));
    const named = [...text.matchAll(/`((?:bench|docs|functions|infra|shared|test|web)\/[\w./-]+\.\w+)`/g)].map(
      ([, to = '']) => to,
    );
    return [...linked, ...named].filter((to) => !existsSync(join(root, to))).map((to) => `${file}: ${to}`);
  });
  expect(missing).toEqual([]);
});
