import { chromiumRenderer } from '../../shared/adapters/chromium-renderer.ts';
import { liveDocuments, systemPorts } from '../../shared/adapters/live.ts';
import { RenderRequest, RenderResult } from '../../shared/domain/flow.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { stepHandler } from '../../shared/runtime/step.ts';
import { renderDetail } from './render-detail.ts';

const name = 'render-detail';
const log = createLog(name);
const renderer = chromiumRenderer({ onUnmatched: (facts) => log.warn('tagged by the browser', facts) });
const ports = { ...systemPorts, ...liveDocuments(readEnv(name)), renderer };

export const handler = stepHandler(name, { input: RenderRequest, output: RenderResult }, renderDetail(ports), log);
