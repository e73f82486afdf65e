import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

type DataProps = { encryptionKey: IKey; removalPolicy: RemovalPolicy };

/** An overwritten or deleted object can be brought back for this long. */
const noncurrentDays = Duration.days(90);
/** A presigned PUT lives for minutes; the composer that announced the file is long gone after a week. */
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
    `S3 writes access logs only into a bucket without a KMS key, and every bucket here has one: who read the bucket ${id} is recorded by CloudTrail's data events, see docs/runbook.md.`,
  );
  return bucket;
};

/** Frozen invoices, PDFs, uploads, attachments, large bodies. The page PUTs and GETs by presigned URL. */
export const filesBucket = (scope: Construct, props: DataProps & { webOrigins: string[] }): Bucket =>
  dataBucket(scope, 'files', props, {
    lifecycleRules: [
      { prefix: 'uploads/', expiration: uploadDays, noncurrentVersionExpiration: Duration.days(1) },
      // Each is fetched within the minute of its URL.
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

/** Untouched incoming mail. The receipt rule may write it, see receive-mail.ts. */
export const mailBucket = (scope: Construct, props: DataProps): Bucket => dataBucket(scope, 'mail', props);
