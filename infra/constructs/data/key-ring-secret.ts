import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/**
 * The key ring, shaped as shared/domain/keys/key-ring.ts reads it, with its first key made at deployment. 64 letters and
 * digits are base64 of 48 bytes, with 381 bits of chance in them. Rotation is a person's act (see the runbook): addresses signed
 * with an old key must go on working.
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
    'The key ring is rotated by a person, who adds a key and retires an old one when its conversations are over (docs/runbook.md): a schedule would make the addresses of open conversations invalid.',
  );
  return secret;
};
