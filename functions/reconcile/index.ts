import {
  awsFiles,
  awsMail,
  awsSendFlow,
  awsSending,
  awsStores,
  awsUsage,
  systemPorts,
} from '../../shared/adapters/aws-ports.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { scheduleHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { createMetrics } from '../../shared/runtime/metrics.ts';
import { reconcile } from './reconcile.ts';

const env = readEnv('reconcile');
const log = createLog('reconcile');
const stores = { ...awsStores(env), ...awsFiles(env), ...awsMail(env), ...awsSendFlow(env), ...awsSending(env) };
const run = reconcile({
  ...stores,
  quarantineDays: env.QUARANTINE_DAYS,
  ...awsUsage(env),
  ...systemPorts,
  log,
  metrics: createMetrics(env.STAGE),
});

export const handler = scheduleHandler('reconcile', run, log);
