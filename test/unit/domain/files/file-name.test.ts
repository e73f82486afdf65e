import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  hasRefusedExtension,
  isDisguised,
  safeFileName,
  sniffContentType,
} from '../../../../shared/domain/files/file-name.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('a file name is changed to its documented safe form', () => {
  const cases: [string, string | null][] = [
    ['Facture 7.pdf', 'Facture 7.pdf'],
    ['../../x.pdf', 'x.pdf'],
    ['C:\\Documents\\plan.dwg', 'plan.dwg'],
    ['a.pdf\r\nX:1', 'a.pdfX_1'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['fac\0ture.pdf', 'facture.pdf'],
    ['con.pdf', '_con.pdf'],
    ['NUL', '_NUL'],
    ['com¹.txt', '_com¹.txt'],
    ['contrat.pdf', 'contrat.pdf'],
    ['a<b>:"c|?*.pdf', 'a_b___c___.pdf'],
    ['  plan   de  coupe .pdf. . ', 'plan de coupe .pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['\ud800x.pdf', 'x.pdf'],
    ['👩‍🔧.png', '👩‍🔧.png'],
    ['', null],
    ['..', null],
    ['/', null],
    ['dossier/', null],
    ['\u202e\u200b', null],
    [' . ', null],
  ];
  for (const [raw, wanted] of cases) expect(safeFileName(raw), JSON.stringify(raw)).toBe(wanted);
});

test('a long name is cut to 255 bytes, between characters, and keeps its extension', () => {
  const name = safeFileName(`${'é'.repeat(300)}.pdf`);
  expect(name).toMatch(/^é+\.pdf$/);
  expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(255);
  expect(Buffer.byteLength(name ?? '')).toBeGreaterThan(250);
  expect(Buffer.byteLength(safeFileName('😀'.repeat(100)) ?? '')).toBe(252);
});

test('a safe name stays as it is when made safe again, and never holds a path, a control or a direction mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
      const name = safeFileName(raw);
      if (name === null) return;
      expect(safeFileName(name)).toBe(name);
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      expect(name.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }),
    { numRuns: 500 },
  );
});

test('programs, scripts, pages and disk images are refused by their extension, however it is written', () => {
  const listed = 'exe js html svg bat cmd com scr vbs jar msi lnk ps1 hta iso'.split(' ');
  for (const extension of listed) expect(hasRefusedExtension(`a.${extension}`), extension).toBe(true);
  for (const name of [
    'A.EXE',
    'a.pdf.exe',
    'a.exe.',
    'a.exe ',
    'a.exe. .',
    'a.ｅｘｅ',
    'a.e\u200bxe',
    '.exe',
    'a.xht',
    'a.tmp',
  ]) {
    expect(hasRefusedExtension(name), JSON.stringify(name)).toBe(true);
  }
  for (const name of [
    'a.pdf',
    'a.exe.pdf',
    'exe',
    'plan.dwg',
    'a.docx',
    'a.xlsm',
    'a.zip',
    'a.jpg',
    'a.constructor',
    '',
  ]) {
    expect(hasRefusedExtension(name), JSON.stringify(name)).toBe(false);
  }
});

test('the first bytes identify common types of files', () => {
  const cases: [string, string | null][] = [
    ['%PDF-1.7\n', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['PK\x03\x04\x14\0', 'application/zip'],
    [
      'PK\x03\x04....[Content_Types].xml....word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['MZ\x90\0', 'application/x-msdownload'],
    ['\xef\xbb\xbf \n<!DOCTYPE html><p>', 'text/html'],
    ['<script>alert(1)</script>%PDF-1.7', 'text/html'],
    ['<?xml version="1.0"?><svg xmlns="x">', 'image/svg+xml'],
    ['<?xml version="1.0"?><a>', 'application/xml'],
    ['bonjour', null],
    ['', null],
  ];
  for (const [head, wanted] of cases) expect(sniffContentType(bytes(head)), JSON.stringify(head)).toBe(wanted);
});

test('a file whose bytes contradict its extension is disguised', () => {
  expect(isDisguised('a.pdf', bytes('<html><body>%PDF-1.4'))).toBe(true);
  expect(isDisguised('a.pdf', bytes('MZ\x90'))).toBe(true);
  expect(isDisguised('a.pdf', bytes('bonjour'))).toBe(true);
  expect(isDisguised('a.txt', bytes('<script>'))).toBe(true);
  expect(isDisguised('a.PDF', bytes('%PDF-1.4'))).toBe(false);
  expect(isDisguised('a.docx', bytes('PK\x03\x04....word/'))).toBe(false);
  expect(isDisguised('a.txt', bytes('bonjour'))).toBe(false);
  expect(isDisguised('a.constructor', bytes('bonjour'))).toBe(false);
});
