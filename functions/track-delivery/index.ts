import { liveStores } from '../../shared/adapters/live.ts';
import { readEnv, readRegion } from '../../shared/runtime/env.ts';
import { queueHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { trackDelivery } from './track-delivery.ts';

const log = createLog('track-delivery');
const run = trackDelivery({ ...liveStores(readEnv('track-delivery')), log, region: readRegion() });

export const handler = queueHandler('track-delivery', run, log);
