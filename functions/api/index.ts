import {
  awsFiles,
  awsKeys,
  awsMail,
  awsRenderStarter,
  awsSendFlow,
  awsStores,
  awsUsage,
  systemPorts,
} from '../../shared/adapters/aws-ports.ts';
import { logoMaker } from '../../shared/adapters/images/logo-maker.ts';
import { htmlCleaner } from '../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../shared/adapters/mail/mime-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { http } from '../../shared/runtime/http.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { api } from './api.ts';

const env = readEnv('api');
const kept = { ...awsStores(env), ...awsFiles(env), ...awsMail(env), ...awsKeys(env) };
const counted = awsUsage(env);
const started = { ...awsSendFlow(env), ...awsRenderStarter(env) };
const parsers = { htmlCleaner: htmlCleaner(), mimeReader: mimeReader(), logos: logoMaker() };
const own = { ...parsers, log: createLog('api'), replyDomain: env.REPLY_DOMAIN };
const ports = { ...systemPorts, ...kept, ...started, ...counted, ...own };
const scopes = { api: env.API_SCOPE, import: env.IMPORT_SCOPE };

export const handler = http({ ...ports, scopes }, api(ports), ports.log);
