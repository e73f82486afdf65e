import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowIdsOf } from '../../exam/row-ids.ts';

test.each([
  ['an email is sent once (S01)', ['S01']],
  ['a person named twice is mailed once (S01, I06)', ['S01', 'I06']],
  ['an email is sent once', []],
  ['a report in the style of (Y12) is dropped', []],
  ['an email is sent once (see S01)', []],
  ['an email is sent once (S011)', []],
  ['S01 an email is sent once', []],
])('“%s” decides %j', (title, ids) => {
  expect(rowIdsOf(title)).toEqual(ids);
});

test('no title begins with the id of a row, because the exam reads ids only at the end', () => {
  const misplaced = globSync('test/**/*.test.ts').filter((file) =>
    /\(\s*['"`][A-Z]\d{2} /.test(readFileSync(file, 'utf8')),
  );
  expect(misplaced).toEqual([]);
});
