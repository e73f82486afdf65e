import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../../shared/api/contract.ts';
import { type Route, routeKey } from '../../../shared/api/route.ts';
import { glossaryRows } from '../../checks/house/names.ts';
import { rows } from '../../exam/rows.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const under = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'test/README.md', ...under('docs'), ...under('docs/decisions')]
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: read(file) }));

test('docs/contract.md has every route of the contract, and no other', () => {
  const rows = [...read('docs/contract.md').matchAll(/^\| `([A-Z]+ [^`]+)` \|.*\|(.*)\|$/gm)];
  const needs = new Map(rows.map(([, key = '', need = '']) => [key, need]));
  const all: Route[] = Object.values(routes);
  expect([...needs.keys()].sort()).toEqual(all.map(routeKey).sort());
  for (const route of all) {
    const need = needs.get(routeKey(route)) ?? '';
    if (route.needs) expect(need.toLowerCase(), routeKey(route)).toContain(route.needs);
    expect(need.includes('key'), routeKey(route)).toBe(route.idempotent === true);
  }
});

test('the docs explain every npm script, and every script that they name exists', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  const named = pages.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    ),
  );
  expect(Object.keys(scripts).filter((script) => !named.includes(script))).toEqual([]);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test('every file that the docs link to or name exists', () => {
  const missing = pages.flatMap(({ file, text }) => {
    const linked = [...text.matchAll(/\]\(([^)#\s:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => join(dirname(file), to));
    const named = [...text.matchAll(/`((?:bench|docs|functions|infra|local|shared|test|web)\/[\w./-]+\.\w+)`/g)].map(
      ([, to = '']) => to,
    );
    return [...linked, ...named].filter((to) => !existsSync(join(root, to))).map((to) => `${file}: ${to}`);
  });
  expect(missing).toEqual([]);
});

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchorsIn = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.cjs', '*.md', '*.yml', '.ci/*'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

test('every page and heading of docs that a document or source file names exists', () => {
  const linked = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\(([^)#\s:]*)#([^)\s]+)\)/g)].map(([, to = '', anchor = '']) => ({
      file,
      to: to === '' ? file : join(dirname(file), to),
      anchor,
    })),
  );
  const named = sources.flatMap((file) =>
    [...read(file).matchAll(/\b(docs\/[\w-]+\.md)(?:#([\w-]+))?/g)].map(([, to = '', anchor]) => ({
      file,
      to,
      anchor,
    })),
  );
  const missing = [...linked, ...named].filter(
    ({ to, anchor }) => !existsSync(join(root, to)) || (anchor !== undefined && !anchorsIn(to).includes(anchor)),
  );
  expect(missing).toEqual([]);
});

test('the index of decisions has the number, title, date and status of each page, in order', () => {
  const listed = [
    ...read('docs/decisions/README.md').matchAll(/^\| (\d+) \| \[(.+)\]\((\S+)\) \| (\S+) \| (.+) \|$/gm),
  ];
  const decisions = under('docs/decisions').filter((file) => /\/\d{4}-/.test(file));
  const stated = decisions.map((file) => {
    const [, number, title, date, status = ''] =
      /^# (\d+)\. (.+)\n\n(\d{4}-\d\d-\d\d) · ((?:.+\n)+)\n/.exec(read(file)) ?? [];
    return [number, title, file.replace('docs/decisions/', ''), date, status.trim().replaceAll('\n', ' ')];
  });
  expect(listed.map(([, ...cells]) => cells)).toEqual(stated);
});

test('the exam has each row once, and every row that passed.txt lists', () => {
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const passed = read('test/exam/passed.txt').split('\n').filter(Boolean);
  expect(passed.filter((id) => !ids.includes(id))).toEqual([]);
});

test('nothing refers to a page outside of the repository', () => {
  const outside = /\b(?:design|replies|pdf|house)\.md\b|\bshared\/review\b|\bof the design\b|\bdesign section\b/i;
  const own = 'test/unit/checks/project-docs.test.ts';
  expect(sources.filter((file) => file !== own && outside.test(read(file)))).toEqual([]);
});

test('the glossary has every term once, in four columns that a program can read', () => {
  const glossary = read('docs/glossary.md');
  const tables = glossary.match(/(?<=\n\n)\|/g) ?? [];
  expect(glossary.match(/^\| term \| français \| in code \| not this word \|$/gm)).toHaveLength(tables.length);
  const terms = glossaryRows(glossary);
  for (const term of terms) {
    expect(term, term[0]).toHaveLength(4);
    expect(
      term.slice(0, 3).every((cell) => cell !== ''),
      term[0],
    ).toBe(true);
    expect(term[3], term[0]).toMatch(/^(?:`[A-Za-z0-9-]+`(?:, `[A-Za-z0-9-]+`)*)?$/);
  }
  const names = terms.map(([term = '']) => term.split(/[:,;]/)[0]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
