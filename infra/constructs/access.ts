import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

/** What a function may touch, said narrowly: CDK's own grants give wildcards of actions. */
export const allow = (to: IGrantable, actions: string[], resources: string[], conditions?: object): void => {
  const statement = new PolicyStatement({ actions, resources });
  if (conditions !== undefined) {
    statement.addConditions({ ...conditions });
  }
  to.grantPrincipal.addToPrincipalPolicy(statement);
};

/** Reads by key and writes of single items: no scan, no delete, no transaction. DynamoDB uses the caller's right to the key. */
export const allowTable = (to: IGrantable, table: Table, key: IKey): void => {
  allow(
    to,
    ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    [table.tableArn, `${table.tableArn}/index/*`],
  );
  allow(to, ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'], [key.keyArn]);
};

const objects = (bucket: Bucket, prefixes: string[]): string[] =>
  prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`));

export const allowRead = (to: IGrantable, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allow(to, ['s3:GetObject'], objects(bucket, prefixes));
  allow(to, ['kms:Decrypt'], [key.keyArn]);
};

export const allowWrite = (to: IGrantable, bucket: Bucket, key: IKey, ...prefixes: string[]): void => {
  allow(to, ['s3:PutObject'], objects(bucket, prefixes));
  allow(to, ['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
};

/** Also makes a missing key a plain 404: without it S3 answers 403 for what is not there. */
export const allowList = (to: IGrantable, bucket: Bucket): void => allow(to, ['s3:ListBucket'], [bucket.bucketArn]);

export const allowKeyRing = (to: IGrantable, keyRing: Secret, key: IKey): void => {
  allow(to, ['secretsmanager:GetSecretValue'], [keyRing.secretArn]);
  allow(to, ['kms:Decrypt'], [key.keyArn]);
};
