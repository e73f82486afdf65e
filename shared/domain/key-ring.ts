import { z } from 'zod';
import type { KeyRing } from './ports.ts';

/** One character: it stands first in every thread address. */
const KeyId = z.string().regex(/^[a-z0-9]$/);

/**
 * What the secret holds: `{"current": "a", "retired": [], "a": "<base64>"}`. The keys stand beside the two lists because
 * Secrets Manager generates its random string into a top-level property and nowhere deeper.
 */
export const KeyRingSecret = z
  .object({ current: KeyId, retired: z.array(KeyId).default([]) })
  .catchall(z.string().min(44))
  .refine((held) => held[held.current] !== undefined, 'the current key is missing')
  .refine((held) => !held.retired.includes(held.current), 'the current key is retired');
export type KeyRingSecret = z.infer<typeof KeyRingSecret>;

export const keyRingOf = ({ current, retired, ...keys }: KeyRingSecret): KeyRing => ({
  current,
  keys: Object.fromEntries(Object.entries(keys).map(([id, secret]) => [id, { secret, retired: retired.includes(id) }])),
});
