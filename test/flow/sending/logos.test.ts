import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeEach, describe, expect, test } from 'vitest';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { logoMaker } from '../../../shared/adapters/images/logo-maker.ts';
import { frozenInvoiceKey } from '../../../shared/domain/files/file-keys.ts';
import { canonicalJson } from '../../../shared/domain/invoice/printed-invoice.ts';
import { storedLogo } from '../../../shared/domain/limits.ts';
import { type ApiWorld, expectRefused, seededWorld } from '../../fakes/worlds/api-world.ts';
import { world } from '../../fakes/worlds/world.ts';
import { dataUrl, drawnLogo, jpegHead, pngBomb, pngHead, pngOf } from '../../fixtures/logos.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

const put = (built: ApiWorld, logo: string) =>
  built.call('usr_admin', 'PUT', '/projects/prj_a', {
    body: { name: 'prj_a', number: '2026-014', company: { name: 'Acier', logo } },
  });

const bytesOf = (logo: string): Buffer => Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64');

/** Red, green, blue and opacity at a place that is given as fractions of width and height. */
const colorAt = async (logo: string, x: number, y: number) => {
  const image = await loadImage(bytesOf(logo));
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1).data];
};

describe('a logo', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });

  test.each([12_000, 18_000, 22_000])(
    'of %i pixels a side in a few kilobytes is refused before it is decoded (Y25)',
    async (side) => {
      const logo = dataUrl('png', pngBomb(side));
      expect(logo.length).toBeLessThan(200_000);
      const began = performance.now();
      const answer = await expectRefused(built, { status: 422, code: 'validation-failed' }, () => put(built, logo));
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(answer.json.errors[0]).toMatchObject({ pointer: '/company/logo' });
      expect(answer.json.errors[0].detail).toContain('4 million pixels');
    },
  );

  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAUAmJaQAA3AA/v3AgAA=', 'base64');
  const whole = drawnLogo('png', 40, 20);
  test.each<[string, string, Buffer]>([
    ['a GIF', 'png', gif],
    ['a WebP', 'png', webp],
    ['an SVG', 'png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a text', 'jpeg', Buffer.from('no picture at all')],
    ['a JPEG that is called PNG', 'png', drawnLogo('jpeg', 40, 20)],
    ['a PNG that is called JPEG', 'jpeg', whole],
    ['a PNG that ends too early', 'png', whole.subarray(0, whole.length - 20)],
    ['a PNG with a wrong checksum', 'png', Buffer.from(whole).fill(1, whole.length - 30, whole.length - 20)],
    ['a PNG with fewer rows than it says', 'png', pngOf(pngHead({ width: 8, height: 9 }), Buffer.alloc(16))],
    [
      'a PNG with a gigabyte behind its pixels',
      'png',
      pngOf(pngHead({ width: 8, height: 8 }), Buffer.alloc(90_000_000)),
    ],
    [
      'a PNG with a palette that is not there',
      'png',
      pngOf(pngHead({ width: 8, height: 1, color: 3 }), Buffer.alloc(2)),
    ],
    ['a JPEG of 65,500 pixels a side', 'jpeg', jpegHead({ side: 65_500 })],
    ['a JPEG without size', 'jpeg', jpegHead({ side: 0 })],
    ['a JPEG in forty scans', 'jpeg', jpegHead({ frame: 0xc2, scans: 40 })],
    ['a JPEG in four inks', 'jpeg', jpegHead({ inks: 4 })],
    ['a JPEG of twelve bits', 'jpeg', jpegHead({ frame: 0xc1, bits: 12 })],
    ['a JPEG with arithmetic codes', 'jpeg', jpegHead({ frame: 0xc9 })],
    ['a JPEG of a head alone', 'jpeg', jpegHead({})],
  ])('that is %s is refused with a remedy (Y25)', async (_what, type, bytes) => {
    const logo = dataUrl(type, bytes);
    expect(logo.length).toBeLessThan(200_000);
    const answer = await expectRefused(built, { status: 422, code: 'validation-failed' }, () => put(built, logo));
    expect(answer.json.errors).toHaveLength(1);
    expect(answer.json.errors[0].detail).toMatch(/: (?:save|open) the logo/);
  });

  test('under another type than PNG or JPEG is refused with a remedy (Y25)', async () => {
    const answer = await expectRefused(built, { status: 422, code: 'validation-failed' }, () =>
      put(built, dataUrl('gif', gif)),
    );
    expect(answer.json.errors).toEqual([
      { pointer: '/company/logo', detail: 'must be a data: URL of a PNG or a JPEG: save the logo as one of these' },
    ]);
  });

  test.each(['png', 'jpeg'] as const)(
    'as %s is stored as our encoder writes it, in the printed size, with its colours (Y25)',
    async (type) => {
      const given = dataUrl(type, drawnLogo(type, 1000, 800));
      const stored: string = (await put(built, given)).json.company.logo;
      expect(stored).not.toBe(given);
      expect(stored.startsWith(`data:image/${type};base64,`)).toBe(true);
      const { width, height } = await loadImage(bytesOf(stored));
      expect([width, height]).toEqual([260, storedLogo.height]);
      const [red = 0, green = 0] = await colorAt(stored, 0.1, 0.5);
      expect(red).toBeGreaterThan(190);
      expect(green).toBeLessThan(60);
      expect((await colorAt(stored, 0.6, 0.5))[2]).toBeGreaterThan(190);
      expect((await colorAt(stored, 0.9, 0.5)).slice(type === 'png' ? 3 : 0)).toEqual(
        type === 'png' ? [0] : [255, 255, 255, 255],
      );
      expect((await put(built, given)).json.company.logo).toBe(stored);
    },
  );

  test('keeps nothing but its pixels, from any kind of PNG (Y25)', async () => {
    const texts: [string, Buffer][] = [
      ['tEXt', Buffer.from('Comment\0hello')],
      ['zTXt', Buffer.from('x')],
    ];
    const palette: [string, Buffer][] = [
      ['PLTE', Buffer.from([255, 0, 0, 0, 0, 255])],
      ['tRNS', Buffer.from([255, 0])],
    ];
    const gray16 = pngOf(pngHead({ width: 3, height: 3, depth: 16 }), Buffer.alloc(3 * 7, 0).fill(0), texts);
    const indexed = pngOf(pngHead({ width: 8, height: 1, color: 3 }), Buffer.from([0, 0x0f]), palette);
    const interlaced = pngOf(
      pngHead({ width: 8, height: 8, depth: 8, color: 2, interlace: 1 }),
      Buffer.alloc(15 + 64 * 3),
    );
    for (const png of [gray16, indexed, interlaced]) {
      const made = await logoMaker().remake(dataUrl('png', png));
      const logo = 'logo' in made ? made.logo : '';
      expect(made).toHaveProperty('logo');
      expect(bytesOf(logo).toString('latin1')).not.toMatch(/hello|tEXt|zTXt|PLTE/);
    }
    const made = await logoMaker().remake(dataUrl('png', indexed));
    const logo = 'logo' in made ? made.logo : '';
    expect(await colorAt(logo, 0.1, 0)).toEqual([255, 0, 0, 255]);
    expect((await colorAt(logo, 0.9, 0))[3]).toBe(0);
  });

  test('that is a noisy PNG stays within the size that the project’s item can hold', async () => {
    const side = 220;
    const raw = createHash('shake256', { outputLength: side * (side * 3 + 1) })
      .update('noise')
      .digest();
    for (let at = 0; at < raw.length; at += side * 3 + 1) raw[at] = 0;
    const png = pngOf(pngHead({ width: side, height: side, depth: 8, color: 2 }), raw);
    const logo = dataUrl('png', png);
    expect(logo.length).toBeLessThan(200_000);
    const made = await logoMaker().remake(logo);
    expect('logo' in made && made.logo.length < 200_000).toBe(true);
  });
});

describe('a logo that was stored before logos were checked', () => {
  test.each<[string, string, string]>([
    ['a bomb', dataUrl('png', pngBomb(22_000)), 'pixels'],
    ['a GIF under another name', dataUrl('png', Buffer.from('GIF89a')), 'kind'],
  ])('and is %s is left out of the printed invoice, and the log says so (Y25)', async (_what, logo, reason) => {
    const w = world();
    const printed = printedOf(invoiceLines(3));
    const frozen = { ...printed, company: { ...printed.company, logo } };
    const request = { projectId: 'prj_1', version: 'a'.repeat(64), template: 'detail-1', language: 'fr' } as const;
    await w.files.put(
      frozenInvoiceKey('prj_1', request.version),
      Buffer.from(canonicalJson(frozen)),
      'application/json',
    );
    await renderDetail(w)(request);
    expect(w.log.lines).toContainEqual(
      expect.objectContaining({ message: 'invoice printed without its logo', fields: { projectId: 'prj_1', reason } }),
    );
  });
});
