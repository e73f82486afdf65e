import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AwsServices, startAwsServer } from './aws-server.ts';
import { localClients } from './clients.ts';
import { chooseEndpoints, endpointEnvironment, foreignServices, type Service } from './endpoints.ts';
import { stepFunctionsEndpoint } from './flow/endpoint.ts';
import { frontDoor } from './gateway/front-door.ts';
import { pageFiles } from './gateway/page.ts';
import { startGateway } from './gateway/start-gateway.ts';
import { listen } from './http.ts';
import { lambdaEndpoint } from './lambda/endpoint.ts';
import { startEventSource } from './lambda/event-sources.ts';
import { localFunctions } from './lambda/functions.ts';
import { startSchedule } from './lambda/scheduler.ts';
import { openMailbox } from './mail/mailbox.ts';
import { startSmtp } from './mail/smtp-door.ts';
import { startMail } from './mail/start-mail.ts';
import { synthesizeTemplate, webDist } from './prepare.ts';
import { s3Front } from './s3/front.ts';
import { account, host, type PortChoice, type Say } from './settings.ts';
import { createResources } from './storage/create-resources.ts';
import { startDynamo } from './storage/dynamo.ts';
import { secretsEndpoint } from './storage/secrets.ts';
import { queueSender } from './storage/send-to-queue.ts';
import { startStorageAndQueues } from './storage/storage-and-queues.ts';
import { readTemplate } from './template/read-template.ts';
import { mailboxPages } from './viewer/mailbox-server.ts';

/**
 * The whole product on one machine: what the template says, on embedded parts, under `dataDir`. Three ports are ours to
 * choose; everything else finds itself. A person's AWS_ENDPOINT_URL_… takes the place of the part it names.
 */
export type LocalOptions = {
  dataDir: string;
  ports: PortChoice;
  /** A directory that `cdk synth` wrote; without it the app is synthesized for these ports. */
  templateDir?: string;
  say?: Say;
  env?: NodeJS.ProcessEnv;
  /** Breaks a start off. */
  signal?: AbortSignal;
  /** AWS tries an asynchronous invocation again after one minute, then two. Milliseconds. */
  asyncDelaysMs?: readonly number[];
};
export type Local = Awaited<ReturnType<typeof startLocal>>;

const synthesisConfig = (port: number): Record<string, string> => ({
  stage: 'local',
  issuer: `http://${host}:${port}/local/oidc`,
  replyDomain: 'reply.courriel.test',
  webUrl: `http://localhost:${port}`,
  webOrigins: `http://localhost:${port},http://${host}:${port}`,
});

export const startLocal = async (options: LocalOptions) => {
  const { dataDir, say = () => {}, env = process.env } = options;
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  /** Undone in reverse, also when the start itself fails half-way. */
  const undo = new AsyncDisposableStack();

  const started = <T extends { stop(): unknown }>(part: T): T => {
    undo.defer(async () => {
      await part.stop();
    });
    return part;
  };
  const opened = <T extends { close(): Promise<void> }>(part: T): T => {
    undo.defer(() => part.close());
    return part;
  };

  try {
    // The ports first: a taken one is said at once.
    const mailbox = openMailbox(dataDir);
    let doorParts: Parameters<typeof frontDoor>[0] = () => null;
    let accept: Parameters<typeof startSmtp>[0] = () => null;
    const door = opened(
      await listen(
        options.ports.page,
        frontDoor(() => doorParts()),
        'PORT',
      ),
    );
    const smtp = started(await startSmtp(() => accept(), options.ports.smtp));
    const post = opened(await listen(options.ports.mailbox, mailboxPages(mailbox, smtp.port), 'MAILBOX_PORT'));
    const pageUrl = `http://${host}:${door.port}`;

    const foreign = foreignServices(env);
    const dynamo = foreign.has('DYNAMODB') ? null : started(await startDynamo(dataDir));
    const storage = started(await startStorageAndQueues(dataDir));
    const templateDir = options.templateDir ?? join(dataDir, 'template');
    if (options.templateDir === undefined) {
      say('Synthesizing the app …');
      await synthesizeTemplate(templateDir, synthesisConfig(door.port), options.signal);
    }
    const queueUrl = (name: string): string => `${storage.url}/${account}/${name}`;
    const template = readTemplate(templateDir, { queueUrl, apiUrl: `${pageUrl}/api` });

    const services: AwsServices = {};
    const aws = opened(await startAwsServer(services));
    const own = { aws: `http://${host}:${aws.port}`, s3: `${pageUrl}/s3`, queues: storage.url };
    const endpoints = chooseEndpoints(own, env);
    const clients = localClients(endpoints);
    const isOwn = (service: Service): boolean => !foreign.has(service);

    const functions = started(
      localFunctions({
        functions: template.functions,
        asyncRules: template.asyncRules,
        logDir,
        environment: endpointEnvironment(endpoints),
        sendToQueue: queueSender(clients.sqs),
        ...(options.asyncDelaysMs ? { asyncDelaysMs: options.asyncDelaysMs } : {}),
      }),
    );
    const mail = started(startMail(template, mailbox, clients, functions));
    if (dynamo) services.dynamo = dynamo.handle;
    if (isOwn('SECRETS_MANAGER')) services.secrets = secretsEndpoint(template.secrets, dataDir);
    if (isOwn('SESV2')) services.ses = mail.ses;
    if (isOwn('LAMBDA')) services.lambda = lambdaEndpoint(functions);
    if (isOwn('SFN')) {
      const flow = started(stepFunctionsEndpoint(template.machines, functions, { dataDir, logDir }));
      services.stepFunctions = flow.service;
    }

    const gateway = await startGateway({ template, functions, dynamo: clients.dynamo, dataDir, pageUrl });
    const { credentials } = endpoints;
    const s3 = isOwn('S3')
      ? s3Front({ store: storage.url, prefix: '/s3', buckets: template.buckets, credentials })
      : null;
    const parts = { api: gateway.api, s3, issuer: gateway.issuer, page: pageFiles(webDist) };
    doorParts = () => parts;
    say('Making the table, the buckets and the queues …');
    await createResources(clients, template);
    accept = () => mail.receipt;
    for (const source of template.eventSources) started(startEventSource(clients.sqs, functions, source));
    mail.resume();
    for (const schedule of template.schedules) started(startSchedule(functions, schedule));
    for (const arn of new Set(template.api?.routes.map((route) => route.functionArn))) functions.warm(arn);

    // The first thing undone: nobody comes in any more while the rest is being stopped.
    undo.defer(() => {
      doorParts = () => null;
      accept = () => null;
    });
    return {
      urls: { page: pageUrl, api: `${pageUrl}/api`, mailbox: `http://${host}:${post.port}` },
      ports: { page: door.port, mailbox: post.port, smtp: smtp.port },
      endpoints,
      clients,
      template,
      issuer: gateway.issuer,
      importScope: gateway.importScope,
      stop: () => undo.disposeAsync(),
    };
  } catch (error) {
    await undo.disposeAsync();
    throw error;
  }
};
