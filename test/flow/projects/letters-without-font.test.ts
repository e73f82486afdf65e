import { beforeEach, expect, test } from 'vitest';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  put,
  refusedAt,
  seededWorld,
} from '../../fakes/worlds/api-world.ts';

/** An import is refused if some of its letters would be printed as boxes, and the response names those letters. */

const invalid = { status: 422, code: 'validation-failed' };
const at = '/projects/prj_a';

let built: ApiWorld;
beforeEach(async () => {
  built = await seededWorld();
});

const withDescription = (description: string) => ({
  ...invoiceBody,
  lines: invoiceBody.lines.map((line, i) => (i === 1 ? { ...line, description } : line)),
});

test('an invoice with letters that no font has is refused, with the line and the letters (R11)', async () => {
  const answer = await expectRefused(built, invalid, () => put(built, invoicePath, withDescription('បេតុងៗ (béton)')));
  expect(answer.json.errors).toEqual([
    {
      pointer: '/lines/1/description',
      detail:
        'line 2: has letters that would not print: ង (U+1784), ត (U+178F), ប (U+1794), ុ (U+17BB), េ (U+17C1) …; write this text in another script',
    },
  ]);
});

test('a project and a contract with such letters are refused, at the field that has them (R11)', async () => {
  const project = { name: 'P', number: '9', company: { name: 'ក', address: '' } };
  const contract = { ...contractBody, title: 'ក' };
  expect((await refusedAt(built, at, project))[0]).toBe('/company/name');
  expect((await refusedAt(built, `${at}/contracts/con_1`, contract))[0]).toBe('/title');
});

test.each([
  'คอนกรีต கான்கிரீட் Բետոն ბეტონი ኮንክሪት',
  '钢筋混凝土 خرسانة בטון бетон',
  '\uf0b7 a bullet from a word processor',
  '👷🏽‍♀️ ☑ ½',
])('an invoice with %j is taken', async (description) => {
  expect((await put(built, invoicePath, withDescription(description))).status).toBe(200);
});
