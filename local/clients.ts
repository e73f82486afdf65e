import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Endpoints } from './endpoints.ts';
import { region } from './settings.ts';

/** The run reaches its own parts, and any replacements that the user named, through ordinary SDK clients. */
export const localClients = ({ urls, credentials }: Endpoints) => {
  const common = { region, credentials };
  return {
    dynamo: new DynamoDBClient({ ...common, endpoint: urls.DYNAMODB }),
    s3: new S3Client({ ...common, endpoint: urls.S3, forcePathStyle: true }),
    // The queue's URL may contain a port of an earlier run; the endpoint does not.
    sqs: new SQSClient({ ...common, endpoint: urls.SQS, useQueueUrlAsEndpoint: false, md5: false }),
    sns: new SNSClient({ ...common, endpoint: urls.SNS }),
  };
};
export type LocalClients = ReturnType<typeof localClients>;
