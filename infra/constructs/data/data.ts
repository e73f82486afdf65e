import { RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from '../../config.ts';
import { filesBucket, mailBucket } from './buckets.ts';
import { dataKey } from './data-key.ts';
import { keyRingSecret } from './key-ring-secret.ts';
import { dataTable } from './table.ts';

/** Everything that is kept. */
export type Data = { key: Key; table: Table; files: Bucket; mail: Bucket; keyRing: Secret };

export const data = (scope: Construct, config: Config): Data => {
  const removalPolicy = config.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  const key = dataKey(scope, removalPolicy);
  const props = { encryptionKey: key, removalPolicy };
  return {
    key,
    table: dataTable(scope, props),
    files: filesBucket(scope, { ...props, webOrigins: config.webOrigins }),
    mail: mailBucket(scope, props),
    keyRing: keyRingSecret(scope, props),
  };
};
