/** Decides which files may be attached, before any of them is uploaded. The service checks the same limits. */

export type Limits = { totalBytes: number; count: number };
export type Rejection = 'tooMany' | 'tooLarge' | 'emptyFile';

/** Why the next file may not be added to the present ones; null when it may. */
export const rejectionOf = (
  there: readonly { bytes: number }[],
  next: { bytes: number },
  limits: Limits,
): Rejection | null => {
  if (next.bytes === 0) return 'emptyFile';
  if (there.length >= limits.count) return 'tooMany';
  const total = there.reduce((sum, { bytes }) => sum + bytes, next.bytes);
  return total > limits.totalBytes ? 'tooLarge' : null;
};

const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,127}$/;

/** The browser's guess without its parameters; a file of unknown type counts as plain bytes. */
export const contentTypeOf = (guess: string): string => {
  const bare = (guess.split(';')[0] ?? '').trim().toLowerCase();
  return mediaType.test(bare) ? bare : 'application/octet-stream';
};

export const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
