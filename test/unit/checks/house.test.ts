import { describe, expect, test } from 'vitest';
import { survey } from '../../checks/house/figures.ts';
import { judge } from '../../checks/house/judge.ts';
import { kebabCase } from '../../checks/house/names.ts';
import { parseTree } from '../../checks/house/tree.ts';

const glossary = `
| term | français | in code | not this word |
|---|---|---|---|
| quarantined | en quarantaine | \`quarantined\` | \`held-mail\` |
| author | auteur | \`author\` | \`writers\` |
`;
const nothingAllowed = { fullFolders: {}, collectors: {}, shortFiles: {}, knownNames: [] };

const long = (lines: number): string => 'export {};\n'.repeat(lines);
const look = (texts: Record<string, string>) => survey(parseTree(new Map(Object.entries(texts))), glossary);
const complaints = (texts: Record<string, string>, allowed = {}) =>
  judge(look(texts), { ...nothingAllowed, ...allowed });

describe('floors of rooms', () => {
  test('a room stands above every room that it imports', () => {
    const { house } = look({
      'app/main.ts': `import '../orders/order.ts';`,
      'orders/order.ts': `import type { Money } from '../ground/money.ts';`,
      'ground/money.ts': 'export type Money = number;',
    });
    expect(house).toEqual({ floors: [['ground'], ['orders'], ['app']], circles: [], upward: [] });
  });

  test('two folders that import each other are a circle, and the rarer import is the upward one', () => {
    const tree = {
      'a/one.ts': `import '../b/one.ts';`,
      'a/two.ts': `import '../b/one.ts';`,
      'b/one.ts': `export * from '../a/three.ts';`,
      'a/three.ts': long(30),
    };
    expect(look(tree).house).toMatchObject({ circles: [['a', 'b']], floors: [['b'], ['a']] });
    expect(complaints(tree)).toContain('import from a lower floor to a higher: b/one.ts -> a/three.ts');
  });

  test('a file that assembles folders, or that they share, may stand beside them', () => {
    const { house } = look({
      'api/api.ts': `import './sending/send.ts';`,
      'api/sending/send.ts': `import '../paging.ts';`,
      'api/paging.ts': long(30),
    });
    expect(house).toMatchObject({ circles: [], floors: [['api/paging.ts'], ['api/sending'], ['api/api.ts']] });
  });

  test('tests and benches may import from every room', () => {
    expect(
      complaints({
        'a/one.ts': long(30),
        'test/a.test.ts': `import '../a/one.ts';`,
        'bench/b.ts': `import '../a/one.ts';`,
      }),
    ).toEqual([]);
  });
});

describe('short files', () => {
  const tree = {
    'a/whole.ts': `import { part } from './part.ts';\n${long(30)}`,
    'a/part.ts': 'export const part = 1;',
    'test/part.test.ts': `import '../a/part.ts';`,
  };

  test('with one importer, tests aside, need a reason', () => {
    expect(complaints(tree)).toEqual([expect.stringContaining('a/part.ts has 1 lines and one importer')]);
    expect(complaints(tree, { shortFiles: { 'a/part.ts': 'a reason' } })).toEqual([]);
    expect(complaints(tree, { collectors: { 'a/whole.ts': 'a reason' } })).toEqual([]);
  });

  test('with two importers, or of 25 lines, need none', () => {
    expect(complaints({ ...tree, 'a/other.ts': `import './part.ts';\n${long(30)}` })).toEqual([]);
    expect(complaints({ ...tree, 'a/part.ts': long(25) })).toEqual([]);
  });

  test('a reason for a file that no longer exists fails', () => {
    expect(complaints({}, { shortFiles: { 'a/part.ts': 'a reason' } })).toEqual([
      expect.stringContaining('a/part.ts is gone'),
    ]);
  });
});

describe('sizes', () => {
  const files = (count: number, folder: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/f${i}.ts`, long(2)]));

  test('a folder holds at most 20 files unless it is excused', () => {
    expect(complaints(files(20, 'a'))).toEqual([]);
    expect(complaints(files(21, 'a'))).toEqual(['a holds more than 20 files']);
    expect(complaints(files(21, 'a'), { fullFolders: { a: 'a reason' } })).toEqual([]);
    expect(complaints(files(20, 'a'), { fullFolders: { a: 'a reason' } })).toHaveLength(1);
  });

  test('a file has at most 300 lines; generated files and tests may have more', () => {
    expect(complaints({ 'a/long.ts': long(301) })).toEqual(['a/long.ts has 301 lines, more than 300']);
    const excused = { 'a/long.ts': long(300), 'web/generated/api-types.ts': long(999), 'test/a.test.ts': long(999) };
    expect(complaints(excused)).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['heldMailView', 'held-mail-view'],
    ['HTTPServer', 'http-server'],
    ['onCloudWatchEvent', 'on-cloudwatch-event'],
    ['held-mail.view', 'held-mail-view'],
  ])('%s reads as %s', (name, words) => {
    expect(kebabCase(name)).toBe(words);
  });

  test('a replaced word is found in names of files and of exports, as whole words only', () => {
    const { names } = look({
      'a/held-mail.ts': 'export const x = 1;',
      'a/b.ts': `export type HeldMailView = 1;\nexport const { writers, writer } = f();\nconst writersOfMine = 1;`,
      'a/c.ts': `function f() {}\nexport { f as toWriters };\nexport class Upheld {}\nexport interface HeldMailing {}`,
    });
    expect([...names.keys()]).toEqual(['HeldMailView', 'held-mail', 'toWriters', 'writers']);
  });

  test('a known name passes, and must be removed from the list once it is gone', () => {
    expect(complaints({ 'a/writers.ts': long(30) }, { knownNames: ['writers'] })).toEqual([]);
    expect(complaints({ 'a/authors.ts': long(30) }, { knownNames: ['writers'] })).toEqual([
      expect.stringContaining('writers is no longer found'),
    ]);
  });
});
