import {
  liveFiles,
  liveMail,
  liveSendFlow,
  liveSending,
  liveStores,
  liveUsage,
  systemPorts,
} from '../../shared/adapters/aws-ports.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { scheduleHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { createMetrics } from '../../shared/runtime/metrics.ts';
import { reconcile } from './reconcile.ts';

const env = readEnv('reconcile');
const log = createLog('reconcile');
const stores = { ...liveStores(env), ...liveFiles(env), ...liveMail(env), ...liveSendFlow(env), ...liveSending(env) };
const run = reconcile({
  ...stores,
  quarantineDays: env.QUARANTINE_DAYS,
  ...liveUsage(env),
  ...systemPorts,
  log,
  metrics: createMetrics(env.STAGE),
});

export const handler = scheduleHandler('reconcile', run, log);
