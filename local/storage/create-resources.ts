import { CreateTableCommand, DescribeTableCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, HeadBucketCommand, S3ServiceException } from '@aws-sdk/client-s3';
import {
  CreateTopicCommand,
  ListSubscriptionsCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { LocalClients } from '../clients.ts';
import { PlainError } from '../settings.ts';
import type { Template } from '../template/read-template.ts';
import type { LocalQueue, LocalSubscription, LocalTable } from '../template/storage.ts';

/** Creates the template's resources that do not exist yet; existing ones stay, with their data. */

const createTable = async ({ dynamo }: LocalClients, table: LocalTable): Promise<void> => {
  try {
    await dynamo.send(new DescribeTableCommand({ TableName: table.name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await dynamo.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: table.KeySchema,
        AttributeDefinitions: table.AttributeDefinitions,
        ...(table.GlobalSecondaryIndexes.length > 0 ? { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes } : {}),
      }),
    );
  }
};

const createBucket = async ({ s3 }: LocalClients, Bucket: string): Promise<void> => {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
    await s3.send(new CreateBucketCommand({ Bucket }));
  }
};

/** Creates a queue, or gives an existing one the attributes that the template has now. */
const createQueue = async (
  { sqs }: LocalClients,
  { name: QueueName, attributes: Attributes }: LocalQueue,
): Promise<void> => {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  }
};

/** Dead-letter queues first, because a redrive policy must name an existing queue. */
const inOrder = (queues: LocalQueue[]): LocalQueue[] =>
  queues.toSorted((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes));

/** Subscriptions that are not in the template are removed, so that only the template's resources run. */
const setSubscriptions = async (
  { sns }: LocalClients,
  wanted: LocalSubscription[],
  topics: string[],
): Promise<void> => {
  const { Subscriptions: present = [] } = await sns.send(new ListSubscriptionsCommand({}));
  const same = (a: { TopicArn?: string | undefined; Endpoint?: string | undefined }, b: LocalSubscription): boolean =>
    a.TopicArn === b.topicArn && a.Endpoint === b.endpoint;
  for (const one of present) {
    if (topics.includes(one.TopicArn ?? '') && !wanted.some((other) => same(one, other)))
      await sns.send(new UnsubscribeCommand({ SubscriptionArn: one.SubscriptionArn }));
  }
  for (const one of wanted) {
    if (one.protocol !== 'sqs')
      throw new PlainError(`The local run delivers topics to queues only, but the template subscribes ${one.protocol}`);
    const there = present.find((other) => same(other, one));
    const subscribe = new SubscribeCommand({ TopicArn: one.topicArn, Protocol: 'sqs', Endpoint: one.endpoint });
    const { SubscriptionArn } = there ?? (await sns.send(subscribe));
    for (const [AttributeName, AttributeValue] of Object.entries(one.attributes))
      await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }
};

export const createResources = async (clients: LocalClients, template: Template): Promise<void> => {
  for (const table of template.tables) await createTable(clients, table);
  for (const bucket of template.buckets) await createBucket(clients, bucket.name);
  for (const queue of inOrder(template.queues)) await createQueue(clients, queue);
  for (const topic of template.topics) await clients.sns.send(new CreateTopicCommand({ Name: topic.name }));
  const topics = template.topics.map(({ arn }) => arn);
  await setSubscriptions(clients, template.subscriptions, topics);
};
