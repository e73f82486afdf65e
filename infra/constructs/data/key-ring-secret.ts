import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/**
 * The key ring in the format that shared/domain/keys/key-ring.ts reads; its first key is generated at deployment. 64
 * letters and digits have 381 bits of entropy and decode as base64 to 48 bytes. A person rotates the keys (see the
 * runbook), because addresses signed with an old key must stay valid.
 */
export const keyRingSecret = (
  scope: Construct,
  props: { encryptionKey: IKey; removalPolicy: RemovalPolicy },
): Secret => {
  const secret = new Secret(scope, 'key-ring', {
    description: 'Signs thread addresses and cursors',
    ...props,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ current: 'a', retired: [] }),
      generateStringKey: 'a',
      passwordLength: 64,
      excludePunctuation: true,
    },
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'A person rotates the key ring, adding a key and retiring an old one when its conversations are over (docs/runbook.md): a schedule would invalidate the addresses of open conversations.',
  );
  return secret;
};
