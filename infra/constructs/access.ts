import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { tableIndexes } from './data/table.ts';

/** Grants exactly these actions on these resources; CDK's own grants use wildcards. */
export const allow = (to: IGrantable, actions: string[], resources: string[], conditions?: object): void => {
  const statement = new PolicyStatement({ actions, resources });
  if (conditions !== undefined) {
    statement.addConditions({ ...conditions });
  }
  to.grantPrincipal.addToPrincipalPolicy(statement);
};

/** The key may be used through this service only, never directly. */
const allowKey = (to: IGrantable, key: IKey, service: 'dynamodb' | 's3' | 'secretsmanager', actions: string[]): void =>
  allow(to, actions, [key.keyArn], {
    StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` },
  });

/**
 * Allows reads by key and writes of single items: no scan, no delete, no transaction. DynamoDB uses the caller's
 * permission for the key.
 */
export const allowTable = (to: IGrantable, table: Table, key: IKey): void => {
  allow(
    to,
    ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    [table.tableArn, ...tableIndexes.map((name) => `${table.tableArn}/index/${name}`)],
  );
  allowKey(to, key, 'dynamodb', [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ]);
};

/** For reconcile, whose sweeps read the whole table once a day, one segment at a time. */
export const allowScan = (to: IGrantable, table: Table): void => allow(to, ['dynamodb:Scan'], [table.tableArn]);

const allowObjects = (to: IFunction, action: string, bucket: Bucket, prefixes: string[]): void => {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`));
  allow(to, [action], objects);
  for (const [at, arn] of objects.entries())
    acknowledgeStar(
      to.role ?? to,
      arn,
      `${to.node.id} uses any object of the bucket ${bucket.node.id} under ${prefixes[at]}/: object names are ids and hashes, known only at run time.`,
    );
};

/** Allows reading the objects under these prefixes, and decrypting them. */
export const allowRead = (to: IFunction, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allowObjects(to, 's3:GetObject', bucket, prefixes);
  allowKey(to, key, 's3', ['kms:Decrypt']);
};

/** Allows writing objects under these prefixes, encrypted with the key. */
export const allowWrite = (to: IFunction, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allowObjects(to, 's3:PutObject', bucket, prefixes);
  allowKey(to, key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
};

/** Allows listing. Without it, S3 answers 403 instead of 404 for a missing key. */
export const allowList = (to: IGrantable, bucket: Bucket): void => allow(to, ['s3:ListBucket'], [bucket.bucketArn]);

/**
 * Allows reading the account's sending limits. The action has no resource type, so it cannot be restricted further:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
 */
export const allowAccountLimits = (to: IFunction): void => {
  allow(to, ['ses:GetAccount'], ['*']);
  acknowledge(
    to.role ?? to,
    'AwsSolutions-IAM5[Resource::*]',
    `${to.node.id} reads the account's sending limits: ses:GetAccount has no resource types.`,
  );
};

export const allowKeyRing = (to: IGrantable, keyRing: Secret, key: IKey): void => {
  allow(to, ['secretsmanager:GetSecretValue'], [keyRing.secretArn]);
  allowKey(to, key, 'secretsmanager', ['kms:Decrypt']);
};
