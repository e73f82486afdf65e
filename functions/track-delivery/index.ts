import { awsStores } from '../../shared/adapters/aws-ports.ts';
import { readEnv, readRegion } from '../../shared/runtime/env.ts';
import { queueHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { createMetrics } from '../../shared/runtime/metrics.ts';
import { trackDelivery } from './track-delivery.ts';

const log = createLog('track-delivery');
const env = readEnv('track-delivery');
const run = trackDelivery({ ...awsStores(env), log, metrics: createMetrics(env.STAGE), region: readRegion() });

export const handler = queueHandler('track-delivery', run, log);
