import { z } from 'zod';

/**
 * The key ring for thread addresses and cursors. `current` signs; every key that is not retired verifies. Secrets are
 * base64 of at least 32 bytes.
 */
export type KeyRing = { current: string; keys: Record<string, { secret: string; retired: boolean }> };

/** A key's id: one character, because it is part of every thread address. */
const KeyId = z.string().regex(/^[a-z0-9]$/);

/**
 * The secret's content: `{"current": "a", "retired": [], "a": "<base64>"}`. The keys are top-level properties because
 * Secrets Manager can generate its random string only there.
 */
export const KeyRingSecret = z
  .object({ current: KeyId, retired: z.array(KeyId).default([]) })
  .catchall(z.string().min(44))
  .refine(
    ({ current: _, retired: __, ...keys }) => Object.keys(keys).every((id) => KeyId.safeParse(id).success),
    'a key id is not one of a-z0-9',
  )
  .refine((stored) => stored[stored.current] !== undefined, 'the current key is missing')
  .refine((stored) => !stored.retired.includes(stored.current), 'the current key is retired')
  .refine((stored) => stored.retired.every((id) => stored[id] !== undefined), 'a retired key is missing');
export type KeyRingSecret = z.infer<typeof KeyRingSecret>;

/** The key ring that a secret's content describes. */
export const keyRingOf = ({ current, retired, ...keys }: KeyRingSecret): KeyRing => ({
  current,
  keys: Object.fromEntries(Object.entries(keys).map(([id, secret]) => [id, { secret, retired: retired.includes(id) }])),
});

/**
 * The three steps of a rotation; each is one write of the secret (docs/runbook.md). Parse the result with
 * KeyRingSecret, which rejects a step that makes no sense. `secret`: base64 of at least 32 bytes, for `add` alone.
 */
export const keyRingChanges = {
  /**
   * Adds a key that verifies at once but does not sign yet, because processes learn of it one by one. An existing key
   * is not replaced.
   */
  add: (stored, id, secret) => ({ [id]: secret, ...stored }),
  use: (stored, id) => ({ ...stored, current: id }),
  retire: (stored, id) => ({ ...stored, retired: [...new Set([...stored.retired, id])] }),
} as const satisfies Record<string, (stored: KeyRingSecret, id: string, secret: string) => object>;
export type KeyRingChange = keyof typeof keyRingChanges;
