import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { KeyRing } from '../domain/keys/key-ring.ts';
import { KeyRingSecret, keyRingOf } from '../domain/keys/key-ring.ts';
import type { Keys } from '../ports/ports.ts';

/** A rotated key ring reaches every process within this time; meanwhile the old key still verifies. */
const keepMs = 5 * 60_000;

/** The key ring from a Secrets Manager secret, read at most once every five minutes per process. */
export const secretsKeyRing = (client: SecretsManagerClient, SecretId: string, now: () => number = Date.now): Keys => {
  let held: { ring: KeyRing; at: number } | null = null;
  return {
    ring: async () => {
      if (held && now() - held.at < keepMs) return held.ring;
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
      held = { ring: keyRingOf(KeyRingSecret.parse(JSON.parse(SecretString ?? ''))), at: now() };
      return held.ring;
    },
  };
};
