import { liveSendFlow, liveSending, liveStores, systemPorts } from '../../shared/adapters/live.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { scheduleHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { createMetrics } from '../../shared/runtime/metrics.ts';
import { reconcile } from './reconcile.ts';

const env = readEnv('reconcile');
const log = createLog('reconcile');
const metrics = createMetrics(env.STAGE);
const ports = { ...liveStores(env), ...liveSendFlow(env), ...liveSending(env), ...systemPorts };
const run = reconcile({ ...ports, log, metrics });

export const handler = scheduleHandler('reconcile', run, log);
