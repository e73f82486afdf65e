import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { tableIndexes } from './data/table.ts';

/** What a function may touch, said narrowly: CDK's own grants give wildcards of actions. */
export const allow = (to: IGrantable, actions: string[], resources: string[], conditions?: object): void => {
  const statement = new PolicyStatement({ actions, resources });
  if (conditions !== undefined) {
    statement.addConditions({ ...conditions });
  }
  to.grantPrincipal.addToPrincipalPolicy(statement);
};

/** The key is usable through that service only, never by itself. */
const allowKey = (to: IGrantable, key: IKey, service: 'dynamodb' | 's3' | 'secretsmanager', actions: string[]): void =>
  allow(to, actions, [key.keyArn], {
    StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` },
  });

/** Reads by key and writes of single items: no scan, no delete, no transaction. DynamoDB uses the caller's right to the key. */
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

/** For reconcile's count of the whole table, a slice at a time. */
export const allowScan = (to: IGrantable, table: Table): void => allow(to, ['dynamodb:Scan'], [table.tableArn]);

const allowObjects = (to: IFunction, action: string, bucket: Bucket, prefixes: string[]): void => {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`));
  allow(to, [action], objects);
  for (const [at, arn] of objects.entries())
    acknowledgeStar(
      to.role ?? to,
      arn,
      `${to.node.id} works on any object of the bucket ${bucket.node.id} under ${prefixes[at]}/: their names are ids and hashes that only a request brings.`,
    );
};

export const allowRead = (to: IFunction, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allowObjects(to, 's3:GetObject', bucket, prefixes);
  allowKey(to, key, 's3', ['kms:Decrypt']);
};

export const allowWrite = (to: IFunction, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allowObjects(to, 's3:PutObject', bucket, prefixes);
  allowKey(to, key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
};

/** Also makes a missing key a plain 404: without it S3 answers 403 for what is not there. */
export const allowList = (to: IGrantable, bucket: Bucket): void => allow(to, ['s3:ListBucket'], [bucket.bucketArn]);

/**
 * The account's limits. The action knows no resource, so it cannot be said more narrowly:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
 */
export const allowAccountLimits = (to: IFunction): void => {
  allow(to, ['ses:GetAccount'], ['*']);
  acknowledge(
    to.role ?? to,
    'AwsSolutions-IAM5[Resource::*]',
    `${to.node.id} asks for the account's sending limits: ses:GetAccount knows no resource.`,
  );
};

export const allowKeyRing = (to: IGrantable, keyRing: Secret, key: IKey): void => {
  allow(to, ['secretsmanager:GetSecretValue'], [keyRing.secretArn]);
  allowKey(to, key, 'secretsmanager', ['kms:Decrypt']);
};
