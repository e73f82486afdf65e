import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sesTimeoutMs } from '../domain/limits.ts';

/**
 * The SDK clients, each created once per process on first use. Region, credentials and the local run's endpoints
 * (AWS_ENDPOINT_URL_…) come from the SDK's own environment variables.
 */

/** Milliseconds. A hanging call must not use up the Lambda's time. */
const timeouts = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

let dynamoClient: DynamoDBDocumentClient | undefined;
export const dynamo = (): DynamoDBDocumentClient => {
  dynamoClient ??= documentClient(new DynamoDBClient({ requestHandler: timeouts }));
  return dynamoClient;
};

/** Optional fields of our schemas may be `undefined`, which DynamoDB cannot represent. */
export const documentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

let s3Client: S3Client | undefined;
export const s3 = (): S3Client => {
  s3Client ??= new S3Client({ requestHandler: { ...timeouts, requestTimeout: 30_000 } });
  return s3Client;
};

/**
 * `maxAttempts: 1`: SES has no idempotency token, so a repeated POST is a second mail. After the time-out the outcome
 * is `unconfirmed`, never another try. Connections are not kept alive: SES may close an idle one just as a POST goes
 * out on it, or while Lambda has the process frozen, and the reset would leave a mail `unconfirmed` that SES never
 * accepted.
 */
let sesClient: SESv2Client | undefined;
export const ses = (): SESv2Client => {
  sesClient ??= new SESv2Client(sesConfig);
  return sesClient;
};
export const sesConfig = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: sesTimeoutMs,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
};

let sfnClient: SFNClient | undefined;
export const sfn = (): SFNClient => {
  sfnClient ??= new SFNClient({ requestHandler: timeouts });
  return sfnClient;
};

let lambdaClient: LambdaClient | undefined;
export const lambda = (): LambdaClient => {
  lambdaClient ??= new LambdaClient({ requestHandler: timeouts });
  return lambdaClient;
};

let secretsClient: SecretsManagerClient | undefined;
export const secrets = (): SecretsManagerClient => {
  secretsClient ??= new SecretsManagerClient({ requestHandler: timeouts });
  return secretsClient;
};
