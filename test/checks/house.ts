import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { collectors, fullFolders, shortFiles } from './house/allowed.ts';
import { Figures, survey } from './house/figures.ts';
import { judge } from './house/judge.ts';
import { report } from './house/print.ts';
import { readCommit, readWorkingTree } from './house/tree.ts';

/**
 * Prints figures about the source tree beside those of commit d9e928c, when it was not yet divided into rooms, and
 * fails where the tree breaks CONTRIBUTING's rules. `--at <commit>` prints the figures of another commit, in the form
 * of `before.json`. `--shrink` removes obsolete names from `known-names.json`; nothing adds names to it.
 */
const { values } = parseArgs({ options: { at: { type: 'string' }, shrink: { type: 'boolean', default: false } } });
const glossary = readFileSync('docs/glossary.md', 'utf8');
const beforeFile = new URL('./house/before.json', import.meta.url);
const namesFile = new URL('./house/known-names.json', import.meta.url);

if (values.at !== undefined) {
  console.log(JSON.stringify(survey(readCommit(values.at), glossary).figures, null, 2));
} else {
  const now = survey(readWorkingTree(), glossary);
  let knownNames = z.array(z.string()).parse(JSON.parse(readFileSync(namesFile, 'utf8')));
  if (values.shrink) {
    knownNames = knownNames.filter((name) => now.names.has(name));
    writeFileSync(namesFile, `${JSON.stringify(knownNames, null, 2)}\n`);
  }
  console.log(report(Figures.parse(JSON.parse(readFileSync(beforeFile, 'utf8'))), now));
  const wrong = judge(now, { collectors, fullFolders, shortFiles, knownNames });
  for (const sentence of wrong) console.error(sentence);
  console.log(wrong.length === 0 ? 'house: in order' : `house: ${wrong.length} to fix`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
