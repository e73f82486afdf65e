import { crc32, deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as a small picture in sixteen greys, which take four bits a pixel. */
export type Grey = { width: number; height: number; pixels: Uint8Array };

/** Pixels per inch over points per inch. */
const scale = 72 / 72;
const depth = 15;

const greyOf = (rgba: Uint8ClampedArray, width: number, height: number): Grey => {
  const pixels = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(4 * i, 4 * i + 3);
    pixels[i] = Math.round(((0.299 * r + 0.587 * g + 0.114 * b) / 255) * depth);
  }
  return { width, height, pixels };
};

/** Draws pages by their numbers from 1. A negative number counts from the end. */
export const drawPages = async (pdf: Uint8Array, pages: readonly number[]): Promise<Grey[]> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const drawn: Grey[] = [];
  for (const number of pages) {
    const page = await document.getPage(number > 0 ? number : document.numPages + 1 + number);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    // In Node pdf.js draws on a canvas of this package, but its types only know the browser's.
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    drawn.push(greyOf(data, canvas.width, canvas.height));
  }
  await loading.destroy();
  return drawn;
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

/** A greyscale PNG of four bits a pixel, a third of the size that a canvas would write. */
export const toPng = ({ width, height, pixels }: Grey): Buffer => {
  const stride = 1 + Math.ceil(width / 2);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | ((pixels[y * width + x] ?? 0) << (x % 2 === 0 ? 4 : 0));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
};

export const fromPng = async (png: Buffer): Promise<Grey> => {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return greyOf(context.getImageData(0, 0, image.width, image.height).data, image.width, image.height);
};

/** Edges of letters may come out a little lighter or darker, so a smaller difference in grey does not count. */
const sameGrey = 5;

/** The share of pixels that differ, and a picture with these in black. Pages of different sizes differ completely. */
export const compare = (a: Grey, b: Grey): { share: number; picture: Grey } => {
  if (a.width !== b.width || a.height !== b.height) return { share: 1, picture: a };
  const pixels = a.pixels.map((grey, i) => (Math.abs(grey - (b.pixels[i] ?? 0)) > sameGrey ? 0 : depth));
  const differing = pixels.reduce((sum, grey) => sum + (grey === 0 ? 1 : 0), 0);
  return { share: differing / pixels.length, picture: { ...a, pixels } };
};
