import { awsFiles, awsKeys, awsMailer, awsSending, awsStores, systemPorts } from '../../shared/adapters/aws-ports.ts';
import { mimeWriter } from '../../shared/adapters/mail/mime-writer.ts';
import { SendEmailInput, SendEmailResult } from '../../shared/domain/conversation/flow.ts';
import { readEnv, readRegion } from '../../shared/runtime/env.ts';
import { stepHandler } from '../../shared/runtime/step.ts';
import { sendEmail } from './send-email.ts';

const env = readEnv('send-email');
const ports = {
  ...awsStores(env),
  ...awsFiles(env),
  ...awsKeys(env),
  ...awsMailer(env),
  ...awsSending(env),
  ...systemPorts,
};
const settings = { replyDomain: env.REPLY_DOMAIN, region: readRegion(), webUrl: env.WEB_URL };
const run = sendEmail({ ...ports, ...settings, mimeWriter: mimeWriter() });

export const handler = stepHandler('send-email', { input: SendEmailInput, output: SendEmailResult }, run);
