import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlainError } from './settings.ts';

/**
 * The folder that holds all data of the local run. It carries a marker file, so that `--reset` never deletes a folder
 * that is not ours.
 */

const markName = 'courriel-local.txt';
const markText = 'Data of the local run of Courriel. npm start -- --reset deletes this folder.\n';

/** Creates or empties the folder, and returns its absolute path. Throws before deleting a folder that is not ours. */
export const prepareDataDir = (path: string, reset: boolean): string => {
  const dir = resolve(path);
  const mark = join(dir, markName);
  const isOurs = existsSync(mark);
  const isEmpty = !existsSync(dir) || readdirSync(dir).length === 0;
  if (reset && !isOurs && !isEmpty)
    throw new PlainError(
      `${dir} is not a data folder of the local run (it has no ${markName}), so nothing was deleted`,
    );
  if (reset) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(mark, markText);
  return dir;
};
