import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isDangerousFile } from '../../../../shared/domain/files/dangerous-file.ts';
import { lookBudget } from '../../../../shared/domain/files/look-budget.ts';
import { fakeClock } from '../../../fakes/ports/fake-clock.ts';
import { program, testFile, zipOf, zipOfOne, zipOfZips } from '../../../fixtures/mail/dangers.ts';

const text = Buffer.from('Bordereau de septembre');
const isDangerous = (name: string, bytes: Uint8Array): boolean => isDangerousFile(name, bytes, lookBudget(fakeClock()));

/** The comment of an archive may hold what looks like the end of another one. */
const withComment = (zip: Buffer, comment: Buffer): Buffer => {
  const before = Buffer.from(zip);
  before.writeUInt16LE(comment.length, zip.length - 2);
  return Buffer.concat([before, comment]);
};

/** An archive in an OLE file, whose sectors stand between the parts of the archive. */
const oleWithArchive = ((): Buffer => {
  const zip = zipOf([{ name: 'x.xml', content: text }]);
  const ole = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  const directory = zip.indexOf('PK\x01\x02', 0, 'latin1');
  return Buffer.concat([ole, zip.subarray(0, directory), Buffer.alloc(512), zip.subarray(directory), Buffer.alloc(99)]);
})();

const withProgram = zipOf([{ name: 'setup.exe', content: program }]);
const magic = (bytes: string): Buffer => Buffer.concat([Buffer.from(bytes, 'latin1'), Buffer.alloc(600)]);
const tar = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\x0000'), Buffer.alloc(600)]);

describe('a file that cannot be searched, or hides a program, is dangerous (Y27)', () => {
  test.each<[string, string, Uint8Array]>([
    ['ZIP behind other bytes', 'plans.zip', Buffer.concat([Buffer.alloc(100, 7), withProgram])],
    ['ZIP behind the head of a picture', 'photo.gif', Buffer.concat([Buffer.from('GIF89a'), withProgram])],
    ['ZIP in front of other bytes', 'plans.zip', Buffer.concat([withProgram, Buffer.alloc(90_000, 7)])],
    ['ZIP in front of a second end record', 'plans.zip', withComment(withProgram, zipOf([]))],
    ['ZIP with a password', 'plans.zip', zipOf([{ name: 'a.pdf', content: text, encrypted: true }])],
    ['7z', 'plans.7z', magic('7z\xbc\xaf\x27\x1c')],
    ['7z under another name', 'plans.pdf', magic('7z\xbc\xaf\x27\x1c')],
    ['RAR', 'plans.rar', magic('Rar!\x1a\x07\x01\0')],
    ['RAR in a ZIP', 'plans.zip', zipOf([{ name: 'plans.dat', content: magic('Rar!\x1a\x07\x01\0') }])],
    ['cabinet', 'plans.cab', magic('MSCF\0\0\0\0')],
    ['tar', 'plans.bin', tar],
    ['tar, packed', 'plans.bin', gzipSync(tar)],
    ['gzip of a program', 'plan.gz', gzipSync(program)],
    ['by its name alone', 'plans.rar', text],
  ])('%s', (_what, name, bytes) => {
    expect(isDangerous(name, bytes)).toBe(true);
  });

  test.each(['html', 'svg', 'htm'])('a .%s that runs a script or contains a form', (extension) => {
    expect(isDangerous(`a.${extension}`, Buffer.from('<body ONLOAD = "x()">'))).toBe(true);
    expect(isDangerous(`a.${extension}`, Buffer.from('<form action="https://evil.test/">'))).toBe(true);
    expect(isDangerous(`a.${extension}`, Buffer.from('<script>', 'utf16le'))).toBe(true);
  });

  test.each([
    'a.exe\u200b',
    'a.\uff45\uff58\uff45',
    'a.e\u3164xe',
    'a.exe . .',
    'session.rdp',
    'data.iqy',
    'box.wsb',
    'app.hta',
  ])('a program named %j', (name) => {
    expect(isDangerous(name, text)).toBe(true);
    expect(isDangerous('plans.zip', zipOf([{ name, content: text }]))).toBe(true);
  });
});

describe('the search throws at the limit of its budget for', () => {
  test.each<[string, Uint8Array]>([
    ['archives that list one archive a thousand times', zipOfZips()],
    ['a directory that lists one entry twice', zipOfOne({ name: 'a.txt', content: text }, 2)],
    ['too many entries', zipOf(Array.from({ length: 10_001 }, (_, n) => ({ name: `${n}.txt`, content: text })))],
    [
      'archives of many entries in an archive',
      zipOf(
        Array.from({ length: 3 }, (_, n) => ({
          name: `${n}.zip`,
          content: zipOf(Array.from({ length: 4_000 }, (_, m) => ({ name: `${n}-${m}.txt`, content: text }))),
        })),
      ),
    ],
  ])('%s', (_what, bytes) => {
    expect(() => isDangerous('a.zip', bytes)).toThrow(RangeError);
  });

  test('a search that takes longer than its time', () => {
    const clock = fakeClock();
    const budget = lookBudget(clock);
    clock.advance(4_000);
    expect(() => isDangerousFile('a.txt', text, budget)).toThrow(RangeError);
  });
});

describe('a file is dangerous if it is', () => {
  test.each<[string, string, Uint8Array]>([
    ['the test file of virus scanners', 'notes.txt', testFile],
    ['a program', 'setup.exe', program],
    ['a program named as a picture', 'photo.jpg', program],
    ['a program for Linux', 'plan', Buffer.from('\x7fELF\x02', 'latin1')],
    ['a script', 'facture.pdf.js', text],
    ['a shortcut with a trailing dot', 'facture.lnk.', text],
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
      'an archive with a compression method that we cannot read',
      'plans.zip',
      zipOf([{ name: 'a.pdf', content: text, method: 14 }]),
    ],
    [
      'an archive that unpacks to more than it says',
      'bomb.zip',
      zipOf([{ name: 'a.txt', content: Buffer.alloc(30_000_000), size: 10 }]),
    ],
    [
      'archives nested too deep',
      'a.zip',
      Array.from({ length: 6 }).reduce<Buffer>((inner) => zipOf([{ name: 'a.zip', content: inner }]), text),
    ],
  ])('%s', (_what, name, bytes) => {
    expect(isDangerous(name, bytes)).toBe(true);
  });
});

describe('a file is harmless if it is', () => {
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
    [
      'an archive of an archive of 12 MB',
      'plans.zip',
      zipOf([{ name: 'b.zip', content: zipOf([{ name: 'a.pdf', content: Buffer.alloc(12_000_000, 7), method: 0 }]) }]),
    ],
    ['a saved message that holds an archive in pieces', 'Plans.msg', oleWithArchive],
    ['a metafile of a word processor, which is packed', 'image001.emz', gzipSync(text)],
    [
      'a text that Exchange turned into a page',
      'ATT00001.htm',
      Buffer.from('<html><body>Envoyé de mon iPhone</body></html>'),
    ],
    ['an empty archive', 'none.zip', zipOf([])],
    ['an empty file', 'empty.bin', Buffer.alloc(0)],
  ])('%s', (_what, name, bytes) => {
    expect(isDangerous(name, bytes)).toBe(false);
  });
});

test('the archives of the tests contain what archivers write', () => {
  const zip = zipOf([{ name: 'a.txt', content: text, method: 8 }]);
  expect(zip.includes(deflateRawSync(text))).toBe(true);
});
