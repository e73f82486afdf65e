import {
  awsFiles,
  awsKeys,
  awsMail,
  awsSendFlow,
  awsStores,
  awsUsage,
  systemPorts,
} from '../../shared/adapters/aws-ports.ts';
import { htmlCleaner } from '../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../shared/adapters/mail/mime-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { receiptHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { createMetrics } from '../../shared/runtime/metrics.ts';
import { captureAgain } from './capture-again.ts';
import { captureReply } from './capture-reply.ts';
import { Receipt } from './receipt.ts';

const env = readEnv('capture-reply');
const log = createLog('capture-reply');
const stores = { ...awsStores(env), ...awsFiles(env), ...awsMail(env), ...awsKeys(env), ...awsSendFlow(env) };
const counted = { ...awsUsage(env), ...systemPorts };
const parsers = { mimeReader: mimeReader(), htmlCleaner: htmlCleaner() };
const ports = {
  ...stores,
  ...counted,
  ...parsers,
  log,
  metrics: createMetrics(env.STAGE),
  replyDomain: env.REPLY_DOMAIN,
};
const run = { called: captureReply(ports), queued: captureAgain(ports) };

export const handler = receiptHandler('capture-reply', Receipt, run, log);
