import { htmlCleaner } from '../../shared/adapters/html-cleaner.ts';
import { liveFiles, liveKeys, liveMail, liveSendFlow, liveStores } from '../../shared/adapters/live.ts';
import { mimeReader } from '../../shared/adapters/mime-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { receiptHandler } from '../../shared/runtime/event.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { captureReply } from './capture-reply.ts';
import { Receipt } from './receipt.ts';

const env = readEnv('capture-reply');
const log = createLog('capture-reply');
const stores = { ...liveStores(env), ...liveFiles(env), ...liveMail(env), ...liveKeys(env), ...liveSendFlow(env) };
const ports = { ...stores, mimeReader: mimeReader(), htmlCleaner: htmlCleaner(), log, replyDomain: env.REPLY_DOMAIN };
export const handler = receiptHandler('capture-reply', Receipt, captureReply(ports), log);
