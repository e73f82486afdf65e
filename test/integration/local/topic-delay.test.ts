import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StorageAndQueues, startStorageAndQueues } from '../../../local/storage/storage-and-queues.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'courriel-delay-'));
let running: StorageAndQueues;
let sqs: SQSClient;
let sns: SNSClient;

beforeAll(async () => {
  running = await startStorageAndQueues(dataDir);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint: running.url, region: 'ca-central-1', credentials };
  sqs = new SQSClient(settings);
  sns = new SNSClient(settings);
});

afterAll(async () => {
  sqs.destroy();
  sns.destroy();
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Publishes a message and returns how many a subscribed queue with that delay has received, and how many it delays. */
const published = async (name: string, DelaySeconds: string) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { DelaySeconds } }));
  const AttributeNames = ['QueueArn' as const, 'ApproximateNumberOfMessagesDelayed' as const];
  const look = async () => (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: (await look())?.QueueArn }));
  await sns.send(new PublishCommand({ TopicArn, Message: 'stored' }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  return { received: Messages.length, delayed: (await look())?.ApproximateNumberOfMessagesDelayed };
};

test('a queue’s delay applies to a topic’s messages, which arrive at once without it', async () => {
  expect(await published('late', '900')).toEqual({ received: 0, delayed: '1' });
  expect(await published('prompt', '0')).toEqual({ received: 1, delayed: '0' });
});
