import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js';
import encodePng, { init as initPngEncoder } from '@jsquash/png/encode.js';
import { codecFiles } from '../../domain/codec-files.ts';
import { type PictureType, pictureFault, readLogo } from '../../domain/files/picture.ts';
import { maxLogoLength, storedLogo } from '../../domain/limits.ts';
import type { LogoMaker } from '../../ports/ports.ts';
import { plainPng } from './plain-png.ts';

/**
 * Decodes and re-encodes a logo, so that the printing browser only ever reads bytes that our own encoder wrote. The
 * codecs are WebAssembly, which confines a memory fault to the codec.
 */

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

const fileOf = (inPackage: string): string => {
  const beside = fileURLToPath(new URL(inPackage.slice(inPackage.lastIndexOf('/') + 1), import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackage);
};

const read = new Map<string, Buffer>();
const programOf = (codec: keyof typeof codecFiles): Buffer => {
  const file = codecFiles[codec];
  const program = read.get(file) ?? readFileSync(fileOf(file));
  read.set(file, program);
  return program;
};

/** Emscripten's options, which the package's types lack. A codec's messages about a picture must not reach the log. */
const options = (codec: keyof typeof codecFiles) =>
  ({ wasmBinary: programOf(codec), printErr: () => undefined }) as object;

const exactly = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const decode = async (type: PictureType, bytes: Buffer): Promise<Pixels | null> => {
  const checked = type === 'png' ? plainPng(bytes) : bytes;
  if (!checked) return null;
  // Recovery: a picture that makes its decoder throw is rejected like any other broken one.
  try {
    if (type === 'png') {
      await initPngDecoder(programOf('png'));
      return (await decodePng(exactly(checked))) as Pixels;
    }
    // The pixels are rotated as EXIF says, because re-encoding drops EXIF. Each call makes a new decoder, since one
    // that threw must not be used again.
    await initJpegDecoder(options('decodeJpeg'));
    return (await decodeJpeg(exactly(checked), { preserveOrientation: true })) as Pixels;
  } catch {
    return null;
  }
};

/**
 * Each new pixel is the mean of those it covers, weighted by alpha so that transparent ones do not affect the colour.
 */
const shrunk = (from: Pixels, width: number, height: number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.floor((y * from.height) / height), Math.ceil(((y + 1) * from.height) / height)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.floor((x * from.width) / width), Math.ceil(((x + 1) * from.width) / width)];
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let v = top; v < bottom; v += 1)
        for (let at = (v * from.width + left) * 4; at < (v * from.width + right) * 4; at += 4) {
          const weight = from.data[at + 3] ?? 0;
          red += (from.data[at] ?? 0) * weight;
          green += (from.data[at + 1] ?? 0) * weight;
          blue += (from.data[at + 2] ?? 0) * weight;
          alpha += weight;
        }
      const mean = [red / alpha, green / alpha, blue / alpha, alpha / ((bottom - top) * (right - left))];
      if (alpha > 0) data.set(mean.map(Math.round), (y * width + x) * 4);
    }
  }
  return { data, width, height };
};

const encode = async (type: PictureType, pixels: Pixels): Promise<string> => {
  if (type === 'png') await initPngEncoder(programOf('png'));
  else await initJpegEncoder(options('encodeJpeg'));
  const image = pixels as never;
  const bytes = type === 'png' ? await encodePng(image) : await encodeJpeg(image, { quality: 90 });
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
};

const fitted = (pixels: Pixels, scale: number): Pixels =>
  scale >= 1
    ? pixels
    : shrunk(pixels, Math.max(1, Math.round(pixels.width * scale)), Math.max(1, Math.round(pixels.height * scale)));

export const logoMaker = (): LogoMaker => ({
  remake: async (dataUrl) => {
    const logo = readLogo(dataUrl);
    if (!logo) return { fault: 'kind' };
    const fault = pictureFault(logo.bytes, logo.type);
    if (fault) return { fault };
    const pixels = await decode(logo.type, logo.bytes);
    if (!pixels) return { fault: 'broken' };
    // A photograph stored as PNG may still exceed the size limit: then it is scaled down further.
    let scale = Math.min(1, storedLogo.width / pixels.width, storedLogo.height / pixels.height);
    let made = await encode(logo.type, fitted(pixels, scale));
    while (made.length > maxLogoLength) {
      scale *= 0.8;
      made = await encode(logo.type, fitted(pixels, scale));
    }
    return { logo: made };
  },
});
