import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/**
 * Seals the position where a list continues into a cursor, for one user, route and query. It is encrypted
 * (AES-256-GCM), because a position may name something that the caller must not know of, and authenticated, because
 * only we may choose positions. Its form is `<key id>.<base64url(nonce|tag|text)>`.
 */

const nonceBytes = 12;
const tagBytes = 16;

/** Derives separate keys from a secret of the ring, so that a thread address and a cursor never share one. */
const keyFor = (secret: string, use: 'seal' | 'nonce'): Buffer =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(`cursor ${use}`).digest();

/** The nonce is a MAC of everything sealed: it repeats only for exactly the same cursor, and needs no randomness. */
const nonceOf = (secret: string, bound: string, position: string): Buffer =>
  createHmac('sha256', keyFor(secret, 'nonce'))
    .update(JSON.stringify([bound, position]))
    .digest()
    .subarray(0, nonceBytes);

/** `binding`: user, route, path and query, which must be the same when the cursor is opened. */
export const sealCursor = (ring: KeyRing, binding: readonly unknown[], position: string): string => {
  const key = ring.keys[ring.current];
  if (!key) throw new Error('the key ring lacks its current key');
  const bound = JSON.stringify(binding);
  const nonce = nonceOf(key.secret, bound, position);
  const cipher = createCipheriv('aes-256-gcm', keyFor(key.secret, 'seal'), nonce).setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(position, 'utf8'), cipher.final()]);
  return `${ring.current}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
};

const decrypt = (secret: string, bound: string, sealed: Buffer): string | null => {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, 'seal'), nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // Recovery: null. The platform throws if the tag does not match: the cursor was edited, or has another binding.
    return null;
  }
};

/** The position, or null for a cursor that is not ours, was edited, or belongs to another user, route or query. */
export const openCursor = (ring: KeyRing, binding: readonly unknown[], cursor: string): string | null => {
  const [, keyId = '', body = ''] = /^([A-Za-z0-9-]{1,64})\.([A-Za-z0-9_-]+)$/.exec(cursor) ?? [];
  const key = Object.hasOwn(ring.keys, keyId) ? ring.keys[keyId] : undefined;
  const sealed = Buffer.from(body, 'base64url');
  if (!key || key.retired || sealed.length < nonceBytes + tagBytes) return null;
  // Base64 has several spellings of the same bytes; an edited cursor is rejected even if it decodes to the same ones.
  if (sealed.toString('base64url') !== body) return null;
  const bound = JSON.stringify(binding);
  const position = decrypt(key.secret, bound, sealed);
  const expected = nonceOf(key.secret, bound, position ?? '');
  return position !== null && timingSafeEqual(sealed.subarray(0, nonceBytes), expected) ? position : null;
};
