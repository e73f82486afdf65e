import { chromiumRenderer } from '../../shared/adapters/chromium-renderer.ts';
import { liveDocuments, systemPorts } from '../../shared/adapters/live.ts';
import { RenderRequest, RenderResult } from '../../shared/domain/flow.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { stepHandler } from '../../shared/runtime/step.ts';
import { renderDetail } from './render-detail.ts';

const ports = { ...systemPorts, ...liveDocuments(readEnv('render-detail')), renderer: chromiumRenderer() };

export const handler = stepHandler(
  'render-detail',
  { input: RenderRequest, output: RenderResult },
  renderDetail(ports),
);
