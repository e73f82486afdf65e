import { maxFileNameLength } from '../limits.ts';

/**
 * Makes a file name safe, by the same rules for uploads and for received files:
 * 1. the base name only: the part after the last `/` or `\`;
 * 2. Unicode NFC, without control characters, line separators, bidi controls, other invisible format characters
 *    (except the two joiners that scripts and emoji need) and lone surrogates;
 * 3. `< > : " | ? *` become `_` (Windows rejects them), runs of white space become one space;
 * 4. no spaces or dots at the end, no spaces at the start;
 * 5. a name reserved by Windows (`con`, `nul`, `com1` …, with or without an extension) gets a `_` in front;
 * 6. at most 255 bytes of UTF-8, which every file system allows; shortening keeps the extension.
 * Null for a name of which nothing visible remains but dots and underscores.
 */
export const safeFileName = (raw: string): string | null => {
  const base = raw.slice(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
  const clean = base
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .trimStart();
  const name = withoutTail(clean);
  if (!/[^._\s\p{Cf}]/u.test(name)) return null;
  return cut(reserved.test(name) ? `_${name}` : name);
};

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/**
 * Written by hand, because a regular expression for dots and spaces at the end takes quadratic time on a hostile name.
 */
const withoutTail = (name: string): string => {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return name.slice(0, end);
};

const cut = (name: string): string => {
  if (Buffer.byteLength(name) <= maxFileNameLength) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 20 ? name.slice(dot) : '';
  let room = maxFileNameLength - Buffer.byteLength(extension);
  let stem = '';
  for (const character of extension ? name.slice(0, dot) : name) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return withoutTail(stem) + extension;
};

/**
 * Files that run when opened or make something else run: programs, scripts, shortcuts, disk images, and files that
 * connect to an address they contain. Nobody needs to mail these with an invoice, and a mail containing one is
 * quarantined.
 */
const programs =
  'apk app appcontent-ms application appref-ms appx appxbundle bash bat chm cmd com command cpl csh deb desktop diagcab dll dmg dqy exe gadget hlp hta img inf ins iqy iso isp jar jnlp js jse ksh library-ms lnk mjs msc msh msh1 msh2 mshxml msi msix msixbundle msp mst msu ocx one oqy pif pkg pl prg ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 py pyc pyw rb rdp reg remoteapp rpm rqy scf scr sct search-ms settingcontent-ms sh shb shs slk swf sys theme udl url vb vbe vbs vhd vhdx vxd wasm website ws wsb wsc wsf wsh xbap xll xnk';

/** Files that open as a web page. They are never sent; a received one is judged by its content (active-page.ts). */
const pages = 'asp aspx cgi htm html jsp mht mhtml php shtml svg svgz xht xhtml';

/** Further file types that SES rejects (its developer guide, "Unsupported attachment types"). */
const refusedBySes =
  'ade adp bas cer crt der fxp its lib mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msh1xml msh2xml ops pcd plg prf tmp vps vsmacros vss vst vsw';

/** Archives that we do not open (ADR 31); ZIP and gzip are examined. */
const closedArchives =
  '7z ace alz arc arj bz bz2 cab egg lha lz lz4 lzh lzma rar tar tbz tbz2 tgz tlz txz tzst wim xz z zoo zst';

const setOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(' ').split(' '));
const programExtensions = setOf(programs);
const archiveExtensions = setOf(closedArchives);
const refusedExtensions = setOf(programs, pages, refusedBySes);

/**
 * The extension in lower case, as the program that opens the file will read it: compatibility forms (`.ｅｘｅ`) become
 * plain letters, and invisible characters are dropped.
 */
export const extensionOf = (fileName: string): string => {
  // Longer than any file system allows; an archive's directory may contain names of 64 kB.
  const end = fileName.slice(-4 * maxFileNameLength);
  const name = withoutTail(end.normalize('NFKC').replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''));
  const dot = name.lastIndexOf('.');
  return dot < 0
    ? ''
    : name
        .slice(dot + 1)
        .trim()
        .toLowerCase();
};

/** Whether the name's last extension is one that we never send. */
export const hasRefusedExtension = (fileName: string): boolean => refusedExtensions.has(extensionOf(fileName));
export const hasProgramExtension = (fileName: string): boolean => programExtensions.has(extensionOf(fileName));
export const hasArchiveExtension = (fileName: string): boolean => archiveExtensions.has(extensionOf(fileName));

const signatures: readonly (readonly [type: string, offset: number, magic: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/bmp', 0, 'BM'],
  ['image/heic', 4, 'ftypheic'],
  ['video/mp4', 4, 'ftyp'],
  ['image/vnd.dwg', 0, 'AC10'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/rtf', 0, '{\\rtf'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-executable', 0, '\x7fELF'],
  ['application/x-mach-binary', 0, '\xcf\xfa\xed\xfe'],
  ['application/x-mach-binary', 0, '\xca\xfe\xba\xbe'],
];

const zipMagic = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

const officeTypes: readonly (readonly [part: string, type: string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

const markup =
  /^(?:<!doctype\s+html|<(?:html|head|body|script|iframe|style|title|meta|link|img|table|form|object|embed)[\s>/])/i;

/**
 * The type that the first bytes indicate, by the signatures of common types; null when they match none. Markup is
 * checked first, so that a page with a PDF header further down still counts as a page.
 */
export const sniffContentType = (bytes: Uint8Array): string | null => {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (markup.test(start)) return 'text/html';
  if (/^(?:<\?xml[^>]*\?>|<!--[^>]*-->|<!doctype[^>]*>|\s)*<svg[\s>]/i.test(start)) return 'image/svg+xml';
  if (start.startsWith('<?xml')) return 'application/xml';
  // PDF readers accept a header anywhere in the first kilobyte.
  if (head.slice(0, 1024).includes('%PDF-')) return 'application/pdf';
  if (zipMagic.some((magic) => head.startsWith(magic))) {
    return officeTypes.find(([part]) => head.includes(part))?.[1] ?? 'application/zip';
  }
  return signatures.find(([, offset, magic]) => head.startsWith(magic, offset))?.[0] ?? null;
};

/**
 * For each extension, the types that the bytes may have. A type may be given by its beginning, because the programs
 * that open such files treat all of these types alike.
 */
const office = ['application/vnd.openxmlformats', 'application/zip', 'application/x-ole-storage'];
const expected = new Map<string, readonly string[]>([
  ['pdf', ['application/pdf']],
  ['png', ['image/png']],
  ['jpg', ['image/jpeg']],
  ['jpeg', ['image/jpeg']],
  ['gif', ['image/gif']],
  ['docx', office],
  ['xlsx', office],
  ['pptx', office],
  ['zip', ['application/zip', 'application/vnd.openxmlformats']],
]);

const refusedTypes = new Set([
  'text/html',
  'image/svg+xml',
  'application/x-msdownload',
  'application/x-executable',
  'application/x-mach-binary',
]);

/** Whether the bytes contradict the name (a PDF that starts like a page), or are a program or a page under any name. */
export const isDisguised = (fileName: string, bytes: Uint8Array): boolean => {
  const found = sniffContentType(bytes);
  if (found !== null && refusedTypes.has(found)) return true;
  const promised = expected.get(fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase());
  return promised !== undefined && !promised.some((type) => found?.startsWith(type));
};
