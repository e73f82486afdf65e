import { join } from 'node:path';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type AwsServices, startAwsServer } from './aws-server.ts';
import { localClients } from './clients.ts';
import { chooseEndpoints, endpointEnvironment, foreignServices, type Service } from './endpoints.ts';
import { stepFunctionsEndpoint } from './flow/endpoint.ts';
import { lambdaEndpoint } from './lambda/endpoint.ts';
import { localFunctions } from './lambda/functions.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { startMail } from './mail/start-mail.ts';
import { s3Proxy } from './s3/proxy.ts';
import { host } from './settings.ts';
import { startDynamo } from './storage/dynamo.ts';
import { secretsEndpoint } from './storage/secrets.ts';
import { startStorageAndQueues } from './storage/storage-and-queues.ts';
import type { Teardown } from './teardown.ts';
import type { Template } from './template/read-template.ts';

/** Lambda's dead-letter queues and destinations are named by ARN. */
const queueSender =
  (sqs: SQSClient) =>
  async (queueArn: string, MessageBody: string): Promise<void> => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueArn.split(':').at(-1) }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };

/**
 * Starts the stores that the user has not replaced. They start before the template is read, because its references
 * resolve to their addresses.
 */
export const startStores = async (dataDir: string, env: NodeJS.ProcessEnv, teardown: Teardown) => {
  const foreign = foreignServices(env);
  const dynamo = foreign.has('DYNAMODB') ? null : teardown.started(await startDynamo(dataDir));
  const needed = (['S3', 'SQS', 'SNS'] as const).some((service) => !foreign.has(service));
  const storage = needed ? teardown.started(await startStorageAndQueues(dataDir)) : null;
  return { dynamo, storage, queuesUrl: foreign.get('SQS') ?? storage?.url ?? '' };
};

/** The functions, and every AWS service that they call. */
export const startServices = async (options: {
  template: Template;
  mailbox: Mailbox;
  stores: Awaited<ReturnType<typeof startStores>>;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  s3Url: string;
  asyncDelaysMs: readonly number[] | undefined;
  teardown: Teardown;
}) => {
  const { template, stores, dataDir, env, teardown } = options;
  const { dynamo, storage } = stores;
  const logDir = join(dataDir, 'logs');
  const isOwn = (service: Service): boolean => !foreignServices(env).has(service);

  const services: AwsServices = {};
  const aws = teardown.started(await startAwsServer(services));
  const own = { aws: `http://${host}:${aws.port}`, s3: options.s3Url, queues: storage?.url ?? '' };
  const endpoints = chooseEndpoints(own, env);
  const clients = localClients(endpoints);
  const functions = teardown.started(
    localFunctions({
      functions: template.functions,
      asyncRules: template.asyncRules,
      logDir,
      environment: endpointEnvironment(endpoints),
      sendToQueue: queueSender(clients.sqs),
      ...(options.asyncDelaysMs ? { asyncDelaysMs: options.asyncDelaysMs } : {}),
    }),
  );
  const mail = teardown.started(startMail(template, options.mailbox, clients, functions, env));
  if (dynamo) services.dynamo = dynamo.handle;
  if (isOwn('SECRETS_MANAGER')) services.secrets = secretsEndpoint(template.secrets, dataDir);
  if (isOwn('SESV2')) services.ses = mail.ses;
  if (isOwn('LAMBDA')) services.lambda = lambdaEndpoint(functions);
  if (isOwn('SFN')) {
    const flow = teardown.started(stepFunctionsEndpoint(template.machines, functions, { dataDir, logDir }));
    services.stepFunctions = flow.service;
  }
  const { credentials } = endpoints;
  const s3 =
    storage && isOwn('S3')
      ? s3Proxy({ store: storage.url, prefix: '/s3', buckets: template.buckets, credentials })
      : null;
  return { endpoints, clients, functions, mail, s3 };
};
