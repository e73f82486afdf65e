import { z } from 'zod';
import type { Reader } from './reader.ts';

/**
 * Reads from the template all that stores data: the table, buckets, queues, topics with their subscriptions, and
 * secrets.
 */

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const TableProperties = z.looseObject({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.looseObject({
        IndexName: z.string(),
        KeySchema,
        Projection: z.looseObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
});
export type LocalTable = { name: string } & Pick<
  z.infer<typeof TableProperties>,
  'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes'
>;

export const readTables = (reader: Reader): LocalTable[] =>
  ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
    reader.list(type, TableProperties).map(({ named, properties }) => ({
      name: named.ref,
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
    })),
  );

const CorsRule = z.looseObject({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});
export type CorsRule = z.infer<typeof CorsRule>;

const BucketProperties = z.looseObject({
  CorsConfiguration: z.looseObject({ CorsRules: z.array(CorsRule) }).optional(),
});
export type LocalBucket = { name: string; cors: CorsRule[] };

export const readBuckets = (reader: Reader): LocalBucket[] =>
  reader
    .list('AWS::S3::Bucket', BucketProperties)
    .map(({ named, properties }) => ({ name: named.ref, cors: properties.CorsConfiguration?.CorsRules ?? [] }));

const QueueProperties = z.looseObject({
  VisibilityTimeout: z.coerce.string().default('30'),
  MessageRetentionPeriod: z.coerce.string().default('345600'),
  DelaySeconds: z.coerce.string().default('0'),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});
export type LocalQueue = { name: string; arn: string; attributes: Record<string, string> };

export const readQueues = (reader: Reader): LocalQueue[] =>
  reader.list('AWS::SQS::Queue', QueueProperties).map(({ named, properties: { RedrivePolicy, ...own } }) => ({
    name: named.attributes.QueueName ?? '',
    arn: named.attributes.Arn ?? '',
    attributes: {
      VisibilityTimeout: own.VisibilityTimeout,
      MessageRetentionPeriod: own.MessageRetentionPeriod,
      DelaySeconds: own.DelaySeconds,
      ...(RedrivePolicy ? { RedrivePolicy: JSON.stringify(RedrivePolicy) } : {}),
    },
  }));

export type LocalTopic = { name: string; arn: string };
export const readTopics = (reader: Reader): LocalTopic[] =>
  reader
    .list('AWS::SNS::Topic', z.looseObject({}))
    .map(({ named }) => ({ name: named.attributes.TopicName ?? '', arn: named.ref }));

const SubscriptionProperties = z.looseObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: z.coerce.boolean().default(false),
  FilterPolicy: z.unknown().optional(),
});
export type LocalSubscription = {
  topicArn: string;
  protocol: string;
  endpoint: string;
  attributes: Record<string, string>;
};

export const readSubscriptions = (reader: Reader): LocalSubscription[] =>
  reader.list('AWS::SNS::Subscription', SubscriptionProperties).map(({ properties }) => ({
    topicArn: properties.TopicArn,
    protocol: properties.Protocol,
    endpoint: properties.Endpoint,
    attributes: {
      RawMessageDelivery: String(properties.RawMessageDelivery),
      ...(properties.FilterPolicy ? { FilterPolicy: JSON.stringify(properties.FilterPolicy) } : {}),
    },
  }));

const SecretProperties = z.looseObject({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .looseObject({
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
      PasswordLength: z.coerce.number().default(32),
      ExcludePunctuation: z.boolean().default(false),
      ExcludeCharacters: z.string().default(''),
    })
    .optional(),
});
export type LocalSecret = { name: string; arn: string } & Pick<
  z.infer<typeof SecretProperties>,
  'SecretString' | 'GenerateSecretString'
>;

export const readSecrets = (reader: Reader): LocalSecret[] =>
  reader.list('AWS::SecretsManager::Secret', SecretProperties).map(({ id, named, properties }) => ({
    name: properties.Name ?? id,
    arn: named.ref,
    SecretString: properties.SecretString,
    GenerateSecretString: properties.GenerateSecretString,
  }));
