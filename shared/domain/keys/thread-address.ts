import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32 } from '../ids.ts';
import type { KeyRing } from './key-ring.ts';

/**
 * The address that identifies the thread a reply belongs to (docs/receiving.md#the-thread-address): `r-<key id,
 * 1><thread id, 26><mac, 26>@<reply domain>`, 55 characters before the @. It identifies the thread, never a person.
 */

const threadId = /^com_([a-z2-7]{26})$/;
const localPart = /^r-([a-z0-9])([a-z2-7]{26})([a-z2-7]{26})$/;

/** 128 bits of HMAC-SHA256. The input names its purpose because the same ring signs cursors. */
const macOf = (secret: string, keyId: string, id: string): string =>
  base32(
    createHmac('sha256', Buffer.from(secret, 'base64')).update(`thread-address:${keyId}${id}`).digest().subarray(0, 16),
  );

/** Throws on an id that is not derived (`com_` + 26 base32 characters) and on a ring whose current key cannot sign. */
export const threadAddress = (ring: KeyRing, communicationId: string, replyDomain: string): string => {
  const id = threadId.exec(communicationId)?.[1];
  if (!id) throw new RangeError('only a derived communication id fits in a thread address');
  const key = ring.keys[ring.current];
  if (!key || key.retired || !/^[a-z0-9]$/.test(ring.current)) throw new RangeError('the current key cannot sign');
  return `r-${ring.current}${id}${macOf(key.secret, ring.current, id)}@${replyDomain.toLowerCase()}`;
};

/** The root for References: stable, ours, and the same in every message of a conversation. Without angle brackets. */
export const threadRootId = (communicationId: string, replyDomain: string): string =>
  `${communicationId}@${replyDomain}`;

/**
 * The communication id, or null unless this is an address of ours with a valid MAC and a key that is not retired. Case
 * does not matter: mail programs and relays change it. The lower-cased MAC is compared as text, so that each address
 * has exactly one spelling.
 */
export const readThreadAddress = (ring: KeyRing, address: string, replyDomain: string): string | null => {
  // No address is longer (RFC 5321: 64 octets, @, 255 octets), so nothing longer is worth parsing.
  if (address.length > 320) return null;
  const folded = address.toLowerCase();
  const at = folded.lastIndexOf('@');
  if (at < 0 || folded.slice(at + 1) !== replyDomain.toLowerCase()) return null;
  const [, keyId, id, mac] = localPart.exec(folded.slice(0, at)) ?? [];
  if (!keyId || !id || !mac || !Object.hasOwn(ring.keys, keyId)) return null;
  const key = ring.keys[keyId];
  if (!key || key.retired) return null;
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key.secret, keyId, id))) ? `com_${id}` : null;
};
