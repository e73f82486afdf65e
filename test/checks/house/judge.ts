import { filesInFolderLimit, linesLimit, type Survey } from './figures.ts';
import { isProduction } from './tree.ts';

export type Allowed = {
  fullFolders: Record<string, string>;
  collectors: Record<string, string>;
  shortFiles: Record<string, string>;
  /** Names with a discouraged word that existed when the check was written; the list may only shrink. */
  knownNames: readonly string[];
};

const allowedFile = 'test/checks/house/allowed.ts';

/** One sentence for each violation that a person must fix. */
export function judge(found: Survey, allowed: Allowed): string[] {
  const full = found.folders.filter(({ count }) => count > filesInFolderLimit).map(({ path }) => path);
  const long = found.longest.filter(({ path, count }) => isProduction(path) && count > linesLimit);
  const fragments = found.fragments.filter(
    ({ path, importer }) => !(importer in allowed.collectors) && !(path in allowed.shortFiles),
  );
  const newNames = [...found.names].filter(([name]) => !allowed.knownNames.includes(name));
  const goneNames = allowed.knownNames.filter((name) => !found.names.has(name));
  const gone = [
    ...Object.keys(allowed.fullFolders).filter((folder) => !full.includes(folder)),
    ...[...Object.keys(allowed.collectors), ...Object.keys(allowed.shortFiles)].filter(
      (path) => !found.paths.includes(path),
    ),
  ];
  return [
    ...full
      .filter((folder) => !(folder in allowed.fullFolders))
      .map((folder) => `${folder} holds more than ${filesInFolderLimit} files`),
    ...long.map(({ path, count }) => `${path} has ${count} lines, more than ${linesLimit}`),
    ...found.house.circles.map((circle) => `import circle between ${circle.join(', ')}`),
    ...found.house.upward.flatMap(({ files }) => files.map((file) => `import from a lower floor to a higher: ${file}`)),
    ...fragments.map(
      ({ path, importer, lines }) =>
        `${path} has ${lines} lines and one importer: fold it into ${importer}, or give its reason in ${allowedFile}`,
    ),
    ...newNames.map(([name, paths]) => `${name} has a word that docs/glossary.md replaced (${paths.join(', ')})`),
    ...gone.map((path) => `${path} is gone or in order: remove it from ${allowedFile}`),
    ...goneNames.map((name) => `${name} is no longer found: npm run check:house -- --shrink removes it from the list`),
  ];
}
