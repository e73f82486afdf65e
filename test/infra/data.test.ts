import { expect, test } from 'vitest';
import { Config } from '../../infra/config.ts';
import { KeyRingSecret, keyRingOf } from '../../shared/domain/keys/key-ring.ts';
import { synthesized } from './template.ts';

const template = synthesized();
const key = template.named('data-key', 'AWS::KMS::Key');
const table = template.named('table', 'AWS::DynamoDB::Table');
const buckets = template.ofType('AWS::S3::Bucket');

test('table and buckets are encrypted under a rotating key, recoverable, not public, and outlive the stack (X06)', () => {
  expect(key.Properties.EnableKeyRotation).toBe(true);
  expect(table.Properties).toMatchObject({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] } },
  });
  expect(buckets).toHaveLength(2);
  for (const bucket of buckets) {
    expect(
      bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault,
    ).toEqual({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: { 'Fn::GetAtt': [key.id, 'Arn'] },
    });
    expect(bucket.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    expect(bucket.Properties.LifecycleConfiguration.Rules.length).toBeGreaterThan(0);
    const policy = template
      .ofType('AWS::S3::BucketPolicy')
      .find(({ Properties }) => Properties.Bucket.Ref === bucket.id);
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  }
  for (const kept of [table, key, ...buckets, template.named('key-ring', 'AWS::SecretsManager::Secret')]) {
    expect([kept.DeletionPolicy, kept.UpdateReplacePolicy], kept.id).toEqual(['Retain', 'Retain']);
  }
});

test('the table has its keys and three indexes that hold whole items', () => {
  const schema = (prefix: string) => [
    { AttributeName: `${prefix}PK`, KeyType: 'HASH' },
    { AttributeName: `${prefix}SK`, KeyType: 'RANGE' },
  ];
  expect(table.Properties.KeySchema).toEqual(schema(''));
  expect(table.Properties.GlobalSecondaryIndexes).toEqual(
    ['GSI1', 'GSI2', 'GSI3'].map((IndexName) => ({
      IndexName,
      KeySchema: schema(IndexName),
      Projection: { ProjectionType: 'ALL' },
    })),
  );
  expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST');
});

test('only uploads and exports expire', () => {
  const expiring = buckets.flatMap((bucket) =>
    bucket.Properties.LifecycleConfiguration.Rules.filter(
      ({ ExpirationInDays }: { ExpirationInDays?: number }) => ExpirationInDays !== undefined,
    ),
  );
  expect(expiring.map(({ Prefix }) => Prefix).sort()).toEqual(['exports/', 'uploads/']);
});

test('the page may PUT and GET files from its own origins only', () => {
  const files = template.named('files', 'AWS::S3::Bucket').Properties;
  expect(files.CorsConfiguration.CorsRules).toMatchObject([
    { AllowedOrigins: ['https://courriel.example'], AllowedMethods: ['GET', 'PUT'] },
  ]);
  expect(template.named('mail', 'AWS::S3::Bucket').Properties.CorsConfiguration).toBeUndefined();
});

test('the secret that the stack generates is a key ring', () => {
  const { GenerateSecretString: generated } = template.named('key-ring', 'AWS::SecretsManager::Secret').Properties;
  expect(generated.ExcludePunctuation).toBe(true);
  const secret = 'x'.repeat(generated.PasswordLength);
  const held = { ...JSON.parse(generated.SecretStringTemplate), [generated.GenerateStringKey]: secret };
  expect(keyRingOf(KeyRingSecret.parse(held))).toEqual({ current: 'a', keys: { a: { secret, retired: false } } });
  expect(Buffer.from(secret, 'base64').length).toBeGreaterThanOrEqual(32);
});

test('deleting a trial stack deletes its table', () => {
  const trial = synthesized({ removal: 'destroy' });
  const trialTable = trial.named('table', 'AWS::DynamoDB::Table');
  expect([trialTable.DeletionPolicy, trialTable.Properties.DeletionProtectionEnabled]).toEqual(['Delete', false]);
});

test('the envelope domain must be a subdomain of the reply domain', () => {
  const given = { replyDomain: 'r.acme.example' };
  expect(Config.parse(given).mailFromDomain).toBe('bounce.r.acme.example');
  expect(Config.safeParse({ ...given, mailFromDomain: 'r.acme.example' }).success).toBe(false);
  expect(Config.safeParse({ ...given, mailFromDomain: 'acme.example' }).success).toBe(false);
});
