import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

type DataProps = { encryptionKey: IKey; removalPolicy: RemovalPolicy };

/** An overwritten or deleted object can be brought back for this long. */
const noncurrentDays = Duration.days(90);
/** A presigned PUT lives for minutes; the composer that announced the file is long gone after a week. */
const uploadDays = Duration.days(7);

const dataBucket = ({ encryptionKey, removalPolicy }: DataProps, more: BucketProps): BucketProps => ({
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

/** Frozen invoices, PDFs, uploads, attachments, large bodies. The page PUTs and GETs by presigned URL. */
export const filesBucket = (scope: Construct, props: DataProps & { webOrigins: string[] }): Bucket =>
  new Bucket(
    scope,
    'files',
    dataBucket(props, {
      lifecycleRules: [{ prefix: 'uploads/', expiration: uploadDays, noncurrentVersionExpiration: Duration.days(1) }],
      cors: [
        {
          allowedOrigins: props.webOrigins,
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'x-amz-sdk-checksum-algorithm'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
    }),
  );

/** Untouched incoming mail. The receipt rule may write it, see receive-mail.ts. */
export const mailBucket = (scope: Construct, props: DataProps): Bucket =>
  new Bucket(scope, 'mail', dataBucket(props, {}));
