import type { z } from 'zod';
import type { Ports } from '../ports/ports.ts';
import type { Env, MailLimitName } from '../runtime/env.ts';
import { dynamo, lambda, s3, secrets, ses, sfn } from './clients.ts';
import { dynamoCommunicationStore } from './dynamo/communication-store.ts';
import { dynamoProjectStore } from './dynamo/project-store.ts';
import { dynamoRateMemory, dynamoSendSlots } from './dynamo/sending-store.ts';
import { dynamoUsageStore } from './dynamo/usage-store.ts';
import { sesAccount } from './mail/ses-account.ts';
import { sesMailer } from './mail/ses-mailer.ts';
import { s3Files } from './s3-files.ts';
import { secretsKeyRing } from './secrets-key-ring.ts';
import { lambdaRenderStarter, stepFunctionsFlow } from './starters.ts';
import { systemClock, systemIds, systemTimer } from './system-clock.ts';

/**
 * The ports on AWS, each built from the environment variables it needs. A function's index.ts combines the ports that
 * its use case requires. They are separate functions so that each bundle contains only what it uses.
 */

type Variables<K extends keyof z.infer<typeof Env>> = Pick<z.infer<typeof Env>, K>;

export const systemPorts: Pick<Ports, 'clock' | 'timer' | 'ids'> = {
  clock: systemClock,
  timer: systemTimer,
  ids: systemIds,
};

export const awsStores = (env: Variables<'TABLE_NAME'>): Pick<Ports, 'projects' | 'communications'> => ({
  projects: dynamoProjectStore(dynamo(), env.TABLE_NAME),
  communications: dynamoCommunicationStore(dynamo(), env.TABLE_NAME),
});

export const awsUsage = (env: Variables<'TABLE_NAME' | MailLimitName>): Pick<Ports, 'usage' | 'mailLimits'> => ({
  usage: dynamoUsageStore(dynamo(), env.TABLE_NAME),
  mailLimits: {
    project: { hour: env.MAILS_PER_PROJECT_HOUR, day: env.MAILS_PER_PROJECT_DAY },
    user: { hour: env.MAILS_PER_USER_HOUR, day: env.MAILS_PER_USER_DAY },
    noticesPerDay: env.NOTICES_PER_PROJECT_DAY,
  },
});

export const awsFiles = (env: Variables<'FILES_BUCKET'>): Pick<Ports, 'files'> => ({
  files: s3Files(s3(), env.FILES_BUCKET),
});

/** The files port for render-detail, whose role may not list the bucket. */
export const awsDocuments = (env: Variables<'FILES_BUCKET'>): Pick<Ports, 'files'> => ({
  files: s3Files(s3(), env.FILES_BUCKET, { mayList: false }),
});

export const awsMail = (env: Variables<'MAIL_BUCKET'>): Pick<Ports, 'mail'> => ({
  mail: s3Files(s3(), env.MAIL_BUCKET),
});

export const awsKeys = (env: Variables<'KEY_RING_SECRET'>): Pick<Ports, 'keys'> => ({
  keys: secretsKeyRing(secrets(), env.KEY_RING_SECRET),
});

export const awsSendFlow = (env: Variables<'SEND_FLOW_ARN'>): Pick<Ports, 'sendFlow'> => ({
  sendFlow: stepFunctionsFlow(sfn(), env.SEND_FLOW_ARN),
});

export const awsRenderStarter = (env: Variables<'RENDER_FUNCTION'>): Pick<Ports, 'renderStarter'> => ({
  renderStarter: lambdaRenderStarter(lambda(), env.RENDER_FUNCTION),
});

export const awsMailer = (env: Variables<'CONFIGURATION_SET'>): Pick<Ports, 'mailer'> => ({
  mailer: sesMailer(ses(), env.CONFIGURATION_SET),
});

export const awsSending = (env: Variables<'TABLE_NAME'>): Pick<Ports, 'account' | 'sendSlots'> => ({
  account: sesAccount(ses(), dynamoRateMemory(dynamo(), env.TABLE_NAME), systemClock),
  sendSlots: dynamoSendSlots(dynamo(), env.TABLE_NAME),
});
