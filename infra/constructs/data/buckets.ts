import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

type DataProps = { encryptionKey: IKey; removalPolicy: RemovalPolicy };

/** An overwritten or deleted object can be restored for this long. */
const noncurrentDays = Duration.days(90);
/** A presigned PUT lives for minutes; after a week the composer that announced the file is long gone. */
const uploadDays = Duration.days(7);

const dataBucket = (
  scope: Construct,
  id: string,
  { encryptionKey, removalPolicy }: DataProps,
  more: BucketProps = {},
): Bucket => {
  const bucket = new Bucket(scope, id, {
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    removalPolicy,
    ...more,
    lifecycleRules: [
      { noncurrentVersionExpiration: noncurrentDays, abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ...(more.lifecycleRules ?? []),
    ],
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    `S3 writes access logs only into a bucket without a KMS key, and every bucket here has one: CloudTrail's data events record who read the bucket ${id}, see docs/runbook.md.`,
  );
  return bucket;
};

/** Frozen invoices, PDFs, uploads, attachments and large bodies. The page PUTs and GETs them by presigned URL. */
export const filesBucket = (scope: Construct, props: DataProps & { webOrigins: string[] }): Bucket =>
  dataBucket(scope, 'files', props, {
    lifecycleRules: [
      { prefix: 'uploads/', expiration: uploadDays, noncurrentVersionExpiration: Duration.days(1) },
      // An export is fetched within a minute, the lifetime of its URL.
      { prefix: 'exports/', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
    ],
    cors: [
      {
        allowedOrigins: props.webOrigins,
        allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
        allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'x-amz-sdk-checksum-algorithm'],
        exposedHeaders: ['ETag'],
        maxAge: 3600,
      },
    ],
  });

/** Incoming mail as received. receive-mail.ts lets the receipt rule write to it. */
export const mailBucket = (scope: Construct, props: DataProps): Bucket => dataBucket(scope, 'mail', props);
