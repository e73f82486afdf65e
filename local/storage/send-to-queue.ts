import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Lambda's dead letters and destinations name a queue by its ARN. */
export const queueSender =
  (sqs: SQSClient) =>
  async (queueArn: string, MessageBody: string): Promise<void> => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueArn.split(':').at(-1) }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
