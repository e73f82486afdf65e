import { posix } from 'node:path';
import type { SourceFile } from './tree.ts';

/** The rows of the glossary's tables, by cell: term, French, word in code, discouraged words. */
export function glossaryRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---') && !line.startsWith('| term |'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The words in the column "not this word", in kebab-case. */
function discouragedWords(glossary: string): string[] {
  return glossaryRows(glossary).flatMap(([, , , words = '']) =>
    [...words.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  );
}

/** A name in kebab-case: `HeldMailView` and `held-mail.view` become `held-mail-view`. CloudWatch counts as one word. */
export function kebabCase(name: string): string {
  return name
    .replaceAll(/CloudWatch/gi, 'Cloudwatch')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** Names of files and exports that contain a discouraged word, each once. */
export function discouragedNames(files: readonly SourceFile[], glossary: string): Map<string, string[]> {
  const words = discouragedWords(glossary);
  const found = new Map<string, string[]>();
  for (const file of files) {
    const fileName = posix.basename(file.path).replace(/(?:\.test)?\.\w+$/, '');
    for (const name of new Set([fileName, ...file.exports]))
      if (words.some((word) => `-${kebabCase(name)}-`.includes(`-${word}-`)))
        found.set(name, [...(found.get(name) ?? []), file.path]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
