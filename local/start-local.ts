import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pageFiles } from './gateway/page.ts';
import { startGateway } from './gateway/start-gateway.ts';
import { startEventSource } from './lambda/event-sources.ts';
import { startSchedule } from './lambda/scheduler.ts';
import { openMailbox } from './mail/mailbox.ts';
import { openPorts } from './open-ports.ts';
import { synthesizeTemplate, webDist } from './prepare.ts';
import { account, host, type PortChoice, type Say } from './settings.ts';
import { startServices, startStores } from './start-services.ts';
import { createResources } from './storage/create-resources.ts';
import { type Teardown, teardownStack } from './teardown.ts';
import { checkTargets } from './template/check-targets.ts';
import { readTemplate } from './template/read-template.ts';

/**
 * Options of the local run: the whole product on one machine, with its data under `dataDir`. Three ports can be chosen,
 * and all other addresses follow from them. A variable AWS_ENDPOINT_URL_… in `env` replaces the part that it names.
 */
export type LocalOptions = {
  dataDir: string;
  ports: PortChoice;
  /** A folder written by `cdk synth`; without it the app is synthesized for these ports. */
  templateDir?: string;
  say?: Say;
  env?: NodeJS.ProcessEnv;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
  /** Delays before the retries of an asynchronous invocation, in milliseconds. AWS waits one minute, then two. */
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

const findTemplate = async ({ templateDir, dataDir, say, signal }: LocalOptions, port: number): Promise<string> => {
  if (templateDir !== undefined) return templateDir;
  say?.('Synthesizing the app …');
  const outdir = join(dataDir, 'template');
  await synthesizeTemplate(outdir, synthesisConfig(port), signal);
  return outdir;
};

const start = async (options: LocalOptions, teardown: Teardown) => {
  const { dataDir, say = () => {}, env = process.env, asyncDelaysMs } = options;
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const mailbox = openMailbox(dataDir);
  const entries = await openPorts(options.ports, mailbox, teardown);
  const stores = await startStores(dataDir, env, teardown);
  const templateDir = await findTemplate(options, entries.ports.page);
  const queueUrl = (name: string): string => `${stores.queuesUrl}/${account}/${name}`;
  const template = readTemplate(templateDir, { queueUrl, apiUrl: entries.urls.api });
  checkTargets(template);

  const s3Url = entries.urls.s3;
  const services = await startServices({ template, mailbox, stores, dataDir, env, s3Url, asyncDelaysMs, teardown });
  const { endpoints, clients, functions, mail, s3 } = services;
  const pageUrl = entries.urls.page;
  const gateway = await startGateway({ template, functions, dynamo: clients.dynamo, dataDir, pageUrl });
  entries.openPage({ api: gateway.api, s3, issuer: gateway.issuer, page: pageFiles(webDist) });
  say('Creating the table, the buckets and the queues …');
  await createResources(clients, template);
  entries.openMail(mail.receipt);
  for (const source of template.eventSources) teardown.started(startEventSource(clients.sqs, functions, source));
  mail.resume();
  for (const schedule of template.schedules) teardown.started(startSchedule(functions, schedule));
  for (const arn of new Set(template.api?.routes.map((route) => route.functionArn))) functions.warm(arn);
  // Registered last and so stopped first: no request comes in while the rest stops.
  teardown.started({ stop: entries.shut });
  const { issuer, importScope } = gateway;
  return {
    urls: entries.urls,
    ports: entries.ports,
    endpoints,
    clients,
    template,
    issuer,
    importScope,
    stop: teardown.stop,
  };
};

/** Starts all parts in the order in which they need each other. If one fails, it stops those that run, and throws. */
export const startLocal = async (options: LocalOptions) => {
  const teardown = teardownStack();
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.stop();
    throw error;
  }
};
