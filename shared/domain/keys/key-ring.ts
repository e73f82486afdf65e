import { z } from 'zod';

/**
 * The key ring for thread addresses and cursors. `current` signs; every key that is not retired verifies. Secrets are
 * base64 of at least 32 bytes.
 */
export type KeyRing = { current: string; keys: Record<string, { secret: string; retired: boolean }> };

/** One character, because it is part of every thread address. */
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
  .refine((held) => held[held.current] !== undefined, 'the current key is missing')
  .refine((held) => !held.retired.includes(held.current), 'the current key is retired')
  .refine((held) => held.retired.every((id) => held[id] !== undefined), 'a key that is not there is retired');
export type KeyRingSecret = z.infer<typeof KeyRingSecret>;

export const keyRingOf = ({ current, retired, ...keys }: KeyRingSecret): KeyRing => ({
  current,
  keys: Object.fromEntries(Object.entries(keys).map(([id, secret]) => [id, { secret, retired: retired.includes(id) }])),
});

/**
 * The three steps of a rotation, each one write of the secret (docs/runbook.md). Parse their result again: a
 * meaningless step gives a ring that is rejected. `secret`: base64 of at least 32 bytes, for `add` alone.
 */
export const keyRingChanges = {
  /**
   * Verifies at once but does not sign yet, because processes learn of it one by one. An existing key is not replaced.
   */
  add: (held, id, secret) => ({ [id]: secret, ...held }),
  use: (held, id) => ({ ...held, current: id }),
  retire: (held, id) => ({ ...held, retired: [...new Set([...held.retired, id])] }),
} as const satisfies Record<string, (held: KeyRingSecret, id: string, secret: string) => object>;
export type KeyRingChange = keyof typeof keyRingChanges;
