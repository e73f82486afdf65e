import { readFileSync } from 'node:fs';

/** The rows of the exam, as docs/exam.md states them: id, case, and required outcome. */
export type Row = { id: string; case: string; outcome: string };

const page = readFileSync(new URL('../../docs/exam.md', import.meta.url), 'utf8');

export const rows: readonly Row[] = [...page.matchAll(/^\| ([A-Z]\d{2}) \| (.+) \| (.+) \|$/gm)].map(
  ([, id = '', given = '', outcome = '']) => ({ id, case: given, outcome }),
);
