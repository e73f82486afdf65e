import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isDangerousFile } from '../../shared/domain/dangerous-file.ts';
import { program, testFile, zipOf } from '../fixtures/mail/dangers.ts';

const text = Buffer.from('Bordereau de septembre');

describe('a file is handed to nobody', () => {
  test.each<[string, string, Uint8Array]>([
    ['the test file of virus scanners', 'notes.txt', testFile],
    ['a program', 'setup.exe', program],
    ['a program named as a picture', 'photo.jpg', program],
    ['a program for Linux', 'plan', Buffer.from('\x7fELF\x02', 'latin1')],
    ['a script', 'facture.pdf.js', text],
    ['a shortcut with a dot behind', 'facture.lnk.', text],
    ['a program in an archive', 'plans.zip', zipOf([{ name: 'a.pdf', content: program }])],
    ['the test file in an archive', 'plans.zip', zipOf([{ name: 'a.txt', content: testFile }])],
    [
      'a script in an archive in an archive',
      'plans.zip',
      zipOf([{ name: 'b.zip', content: zipOf([{ name: 'a.vbs', content: text }]) }]),
    ],
    ['an encrypted archive', 'plans.zip', zipOf([{ name: 'a.pdf', content: text, encrypted: true }])],
    [
      'an encrypted archive under another name',
      'plans.pdf',
      zipOf([{ name: 'a.pdf', content: text, encrypted: true }]),
    ],
    ['an archive without a directory', 'plans.zip', zipOf([{ name: 'a.pdf', content: text }]).subarray(0, 40)],
    [
      'an archive packed so that we cannot look into it',
      'plans.zip',
      zipOf([{ name: 'a.pdf', content: text, method: 14 }]),
    ],
    [
      'an archive that unpacks to more than it says',
      'bomb.zip',
      zipOf([{ name: 'a.txt', content: Buffer.alloc(30_000_000), size: 10 }]),
    ],
    [
      'archives in one another without end',
      'a.zip',
      Array.from({ length: 6 }).reduce<Buffer>((inner) => zipOf([{ name: 'a.zip', content: inner }]), text),
    ],
    [
      'an archive of too many files',
      'many.zip',
      zipOf(Array.from({ length: 5_001 }, (_, n) => ({ name: `${n}.txt`, content: text }))),
    ],
  ])('%s', (_what, name, bytes) => {
    expect(isDangerousFile(name, bytes)).toBe(true);
  });
});

describe('a file is let through', () => {
  test.each<[string, string, Uint8Array]>([
    ['a text', 'notes.txt', text],
    ['a text that begins with the letters of a program', 'MZ.csv', Buffer.from('MZ;1200;acier')],
    ['a drawing', 'plan.dwg', Buffer.from('AC1027\0\0\0', 'latin1')],
    [
      'an archive of plans, stored and packed',
      'plans.zip',
      zipOf([
        { name: 'plans/', content: Buffer.alloc(0) },
        { name: 'plans/a.pdf', content: text },
        { name: 'plans/b.pdf', content: text, method: 8 },
      ]),
    ],
    [
      'an archive of a workbook',
      'x.zip',
      zipOf([{ name: 'x.xlsx', content: zipOf([{ name: 'xl/workbook.xml', content: text }]) }]),
    ],
    [
      'an archive of large plans',
      'plans.zip',
      zipOf(Array.from({ length: 12 }, (_, n) => ({ name: `${n}.tif`, content: Buffer.alloc(9_000_000), method: 8 }))),
    ],
    ['an empty archive', 'none.zip', zipOf([])],
    ['nothing', 'empty.bin', Buffer.alloc(0)],
  ])('%s', (_what, name, bytes) => {
    expect(isDangerousFile(name, bytes)).toBe(false);
  });
});

test('the archives of the tests are what archivers write', () => {
  const zip = zipOf([{ name: 'a.txt', content: text, method: 8 }]);
  expect(zip.includes(deflateRawSync(text))).toBe(true);
});
