import { maxJpegScans, maxLogoPixels } from '../limits.ts';

/** Reads a picture's header before anything decodes it, because a few kilobytes of PNG can hold gigabytes of pixels. */

export type PictureType = 'png' | 'jpeg';
type Facts = { type: PictureType; width: number; height: number };

/** `kind`: not an ordinary PNG or JPEG; `pixels`: too many pixels; `scans`: a JPEG with too many scans. */
export type PictureFault = 'kind' | 'pixels' | 'scans';

const pngMagic = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const readPng = (bytes: Buffer): Facts | null =>
  bytes.length >= 33 && bytes.subarray(0, 16).equals(pngMagic)
    ? { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** Frames that every browser decodes: baseline, extended and progressive, with Huffman coding. */
const plainFrames = [0xc0, 0xc1, 0xc2];
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * The position of the next JPEG marker, or -1. In a scan, an 0xff followed by zero or a restart code is not a marker.
 */
const nextMarker = (bytes: Buffer, from: number): number => {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return -1;
};

const readJpeg = (bytes: Buffer): (Facts & { scans: number }) | null => {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  let frame: Facts | null = null;
  let scans = 0;
  for (let at = nextMarker(bytes, 2); at >= 0 && at + 4 <= bytes.length; at = nextMarker(bytes, at)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) break;
    const length = bytes.readUInt16BE(at + 2);
    if (isFrame(marker)) {
      // Rejects two frames, other codings, twelve bits, and CMYK.
      if (frame || !plainFrames.includes(marker) || at + 10 > bytes.length) return null;
      if (bytes[at + 4] !== 8 || ![1, 3].includes(bytes[at + 9] ?? 0)) return null;
      frame = { type: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    if (marker === 0xda) scans += 1;
    at += 2 + length;
  }
  return frame && scans > 0 ? { ...frame, scans } : null;
};

/** Why a picture must not be decoded as the `declared` type; null when it may be. */
export const pictureFault = (given: Uint8Array, declared: PictureType): PictureFault | null => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < 4) return 'kind';
  const facts = declared === 'png' ? readPng(bytes) : readJpeg(bytes);
  if (!facts || facts.width === 0 || facts.height === 0) return 'kind';
  if (facts.width * facts.height > maxLogoPixels) return 'pixels';
  return 'scans' in facts && Number(facts.scans) > maxJpegScans ? 'scans' : null;
};

/** Parses a stored logo; null for any other text. */
export const readLogo = (dataUrl: string): { type: PictureType; bytes: Buffer } | null => {
  const [, type, base64 = ''] = /^data:image\/(png|jpeg);base64,(.*)$/.exec(dataUrl) ?? [];
  return type === 'png' || type === 'jpeg' ? { type, bytes: Buffer.from(base64, 'base64') } : null;
};
