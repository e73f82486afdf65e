import { expect, test } from 'vitest';
import { extensionOf, fileKind } from '../../../../../web/src/emails/body/file-kind.ts';
import { frameDocument, hasFormatting } from '../../../../../web/src/emails/body/frame-document.ts';
import { namePictures, picturesOf, withPictures } from '../../../../../web/src/emails/body/pictures.ts';
import { domainOf } from '../../../../../web/src/parts/people.ts';

const picture = (contentId: string | null, more: { contentType?: string; bytes?: number; fileName?: string } = {}) => ({
  id: `att_${contentId}`,
  fileName: 'site.jpg',
  bytes: 1000,
  contentType: 'image/jpeg',
  sha256: '',
  inline: contentId !== null,
  contentId,
  leftBehind: null,
  ...more,
});

test('the pictures of an email are those that its HTML names, of harmless types and not too large', () => {
  const html =
    '<img src="cid:a@x"><img alt="" src="cid:b%40x"><img src="cid:c&amp;d"><img src="cid:svg"><img src="cid:big">';
  const attachments = [
    picture('a@x'),
    picture('b@x'),
    picture('c&d'),
    picture('unused@x'),
    picture(null),
    picture('svg', { contentType: 'image/svg+xml' }),
    picture('big', { bytes: 12_000_000 }),
  ];
  expect(picturesOf({ html, attachments }).map(({ contentId }) => contentId)).toEqual(['a@x', 'b@x', 'c&d']);
  expect(picturesOf({ html: null, attachments })).toEqual([]);
});

test('a picture that was found becomes data, a missing one loses its source, and other sources stay', () => {
  const html = '<p>cid:a@x</p><img width="9" src="cid:a%40x"><img src="cid:lost"><img data-src="https://t.test/p.png">';
  expect(withPictures(html, new Map([['a@x', 'data:image/jpeg;base64,AA==']]))).toBe(
    '<p>cid:a@x</p><img width="9" src="data:image/jpeg;base64,AA=="><img><img data-src="https://t.test/p.png">',
  );
  expect(withPictures('<img src="cid:%">', new Map([['%', 'data:,x']]))).toBe('<img src="data:,x">');
});

test('the id of a picture in a text is replaced by its name', () => {
  expect(namePictures('Ici : [cid:a@x], [cid:b@x] [cid: pas un]', [picture('a@x')], 'image')).toBe(
    'Ici : [image site.jpg], [image] [cid: pas un]',
  );
});

test('the kind of a file follows from its detected type, or else from its name', () => {
  expect(fileKind('facture.jpg', 'application/pdf')).toBe('pdf');
  expect(fileKind('Relevé.XLSX', 'application/zip')).toBe('sheet');
  expect(fileKind('plan.dwg', 'application/octet-stream')).toBe('drawing');
  expect(fileKind('photo', 'image/heic')).toBe('picture');
  expect(fileKind('attachment-1.bin', 'message/delivery-status')).toBe('report');
  expect(fileKind('attachment-2.eml', 'message/rfc822')).toBe('email');
  expect(fileKind('winmail.dat', 'application/ms-tnef')).toBeNull();
  expect([extensionOf('winmail.dat'), extensionOf('sans'), extensionOf('a.tar.gz')]).toEqual(['dat', '', 'gz']);
});

test('elements that bypass the policy or affect the whole document are text in the frame', () => {
  const hostile =
    '<LINK rel=preconnect href=https://t.test><meta http-equiv=refresh content=0><base href=https://t.test></base>';
  const shown = frameDocument(hostile, { language: 'en', images: true }).split('<body>')[1];
  expect(shown).not.toMatch(/<\/?(?:link|meta|base)/i);
  expect(shown).toContain('&lt;LINK rel');
});

test('blocks that only set a direction do not count as formatting', () => {
  expect(hasFormatting('<div dir="ltr">Bonjour,<br><div>merci</div></div>')).toBe(false);
  expect(hasFormatting('<div dir="ltr" style="color:red">Bonjour</div>')).toBe(true);
  expect(hasFormatting('<span>a</span><b>b</b>')).toBe(true);
});

test('a sender’s domain is the part after the last @', () => {
  expect([domainOf('julie@beaurivage.test'), domainOf('"a@b"@c.test'), domainOf('nobody')]).toEqual([
    'beaurivage.test',
    'c.test',
    'nobody',
  ]);
});
