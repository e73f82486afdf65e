import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from '../../config.ts';
import { filesBucket, mailBucket } from './buckets.ts';
import { keyRingSecret } from './key-ring-secret.ts';
import { dataTable } from './table.ts';

/**
 * One customer-managed key for all data at rest. SES may use it, because it publishes events and notifications to
 * topics that are encrypted with it, and stores incoming mail in an encrypted bucket.
 */
const dataKey = (scope: Construct, removalPolicy: RemovalPolicy): Key => {
  const key = new Key(scope, 'data-key', { enableKeyRotation: true, removalPolicy });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
      },
    }),
  );
  return key;
};

/** The resources that store data, and the key that encrypts them. */
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
