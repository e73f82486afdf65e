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

const findTemplate = async ({ templateDir, dataDir, say, signal }: LocalOptions, port: number): Promise<string> => {
  if (templateDir !== undefined) return templateDir;
  say?.('Synthesizing the app …');
  const outdir = join(dataDir, 'template');
  await synthesizeTemplate(outdir, synthesisConfig(port), signal);
  return outdir;
};

const start = async (options: LocalOptions, undo: Teardown) => {
  const { dataDir, say = () => {}, env = process.env, asyncDelaysMs } = options;
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const mailbox = openMailbox(dataDir);
  const doors = await openPorts(options.ports, mailbox, undo);
  const stores = await startStores(dataDir, env, undo);
  const templateDir = await findTemplate(options, doors.ports.page);
  const queueUrl = (name: string): string => `${stores.queuesUrl}/${account}/${name}`;
  const template = readTemplate(templateDir, { queueUrl, apiUrl: doors.urls.api });
  checkTargets(template);

  const s3Url = doors.urls.s3;
  const services = await startServices({ template, mailbox, stores, dataDir, env, s3Url, asyncDelaysMs, undo });
  const { endpoints, clients, functions, mail, s3 } = services;
  const pageUrl = doors.urls.page;
  const gateway = await startGateway({ template, functions, dynamo: clients.dynamo, dataDir, pageUrl });
  doors.openPage({ api: gateway.api, s3, issuer: gateway.issuer, page: pageFiles(webDist) });
  say('Making the table, the buckets and the queues …');
  await createResources(clients, template);
  doors.openMail(mail.receipt);
  for (const source of template.eventSources) undo.started(startEventSource(clients.sqs, functions, source));
  mail.resume();
  for (const schedule of template.schedules) undo.started(startSchedule(functions, schedule));
  for (const arn of new Set(template.api?.routes.map((route) => route.functionArn))) functions.warm(arn);
  // The first thing undone: nobody comes in any more while the rest is being stopped.
  undo.started({ stop: doors.shut });
  const { issuer, importScope } = gateway;
  return { urls: doors.urls, ports: doors.ports, endpoints, clients, template, issuer, importScope, stop: undo.stop };
};

export const startLocal = async (options: LocalOptions) => {
  const undo = teardownStack();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.stop();
    throw error;
  }
};
