import { awsDocuments, systemPorts } from '../../shared/adapters/aws-ports.ts';
import { chromiumRenderer } from '../../shared/adapters/chromium/renderer.ts';
import { RenderRequest, RenderResult } from '../../shared/domain/conversation/flow.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/logger.ts';
import { stepHandler } from '../../shared/runtime/step.ts';
import { renderDetail } from './render-detail.ts';

const log = createLog('render-detail');
const warn = (facts: Parameters<typeof log.warn>[1]) => log.warn('document not drawn', facts);
const renderer = chromiumRenderer({ onUndrawn: warn });
const render = renderDetail({ ...systemPorts, ...awsDocuments(readEnv('render-detail')), renderer, log });

export const handler = stepHandler('render-detail', { input: RenderRequest, output: RenderResult }, render, log);
