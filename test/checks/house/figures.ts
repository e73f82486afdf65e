import { posix } from 'node:path';
import { z } from 'zod';
import { buildHouse, type House } from './floors.ts';
import { discouragedNames } from './names.ts';
import { isGenerated, isProduction, type SourceFile } from './tree.ts';

export const filesInFolderLimit = 20;
export const linesLimit = 300;
const fragmentLines = 25;

export const Figures = z.object({
  rooms: z.record(z.string(), z.object({ files: z.number(), lines: z.number() })),
  totals: z.record(z.string(), z.number()),
});
export type Figures = z.infer<typeof Figures>;

type Counted = { path: string; count: number };

/** The measurements of a tree, without a judgement. */
export type Survey = {
  figures: Figures;
  paths: string[];
  house: House;
  folders: Counted[];
  longest: Counted[];
  fragments: { path: string; importer: string; lines: number }[];
  names: Map<string, string[]>;
};

function roomOf(path: string): string {
  const [first = '', second = ''] = posix.dirname(path).split('/');
  return ['shared', 'functions', 'test'].includes(first) && second !== '' ? `${first}/${second}` : first;
}

function findFragments(production: readonly SourceFile[]) {
  const importers = new Map<string, string[]>();
  for (const { path, imports } of production)
    for (const target of imports) importers.set(target, [...(importers.get(target) ?? []), path]);
  return production
    .filter(({ path, lines }) => /\.tsx?$/.test(path) && lines < fragmentLines && importers.get(path)?.length === 1)
    .map(({ path, lines }) => ({ path, importer: importers.get(path)?.[0] ?? '', lines }));
}

export function survey(tree: readonly SourceFile[], glossary: string): Survey {
  const files = tree.filter(({ path }) => !isGenerated(path));
  const production = files.filter(({ path }) => isProduction(path));

  const rooms: Figures['rooms'] = {};
  const inFolder = new Map<string, number>();
  for (const { path, lines } of files) {
    const room = roomOf(path);
    const { files: filesSoFar = 0, lines: linesSoFar = 0 } = rooms[room] ?? {};
    rooms[room] = { files: filesSoFar + 1, lines: linesSoFar + lines };
    inFolder.set(posix.dirname(path), (inFolder.get(posix.dirname(path)) ?? 0) + 1);
  }
  const descending = (a: Counted, b: Counted) => b.count - a.count || (a.path < b.path ? -1 : 1);
  const folders = [...inFolder].map(([path, count]) => ({ path, count })).sort(descending);
  const longest = files.map(({ path, lines }) => ({ path, count: lines })).sort(descending);
  const house = buildHouse(production);
  const fragments = findFragments(production);
  const names = discouragedNames(files, glossary);

  const above = (list: readonly Counted[], limit: number, tests: boolean) =>
    list.filter(({ path, count }) => count > limit && isProduction(`${path}/`) !== tests).length;
  const totals = {
    'source files, without tests and benches': production.length,
    'lines in them': production.reduce((sum, { lines }) => sum + lines, 0),
    'median lines': production.map(({ lines }) => lines).sort((a, b) => a - b)[production.length >> 1] ?? 0,
    [`folders of more than ${filesInFolderLimit} files`]: above(folders, filesInFolderLimit, false),
    [`folders of more than ${filesInFolderLimit} files, in tests and benches`]: above(
      folders,
      filesInFolderLimit,
      true,
    ),
    'floors of rooms': house.floors.length,
    'import circles between rooms': house.circles.length,
    'imports from a lower floor to a higher one': house.upward.reduce((sum, { files }) => sum + files.length, 0),
    [`files under ${fragmentLines} lines with one importer`]: fragments.length,
    [`files of more than ${linesLimit} lines`]: above(longest, linesLimit, false),
    [`files of more than ${linesLimit} lines, in tests and benches`]: above(longest, linesLimit, true),
    'names with a word that the glossary replaced': names.size,
  };
  return {
    figures: { rooms, totals },
    paths: files.map(({ path }) => path),
    house,
    folders,
    longest,
    fragments,
    names,
  };
}
