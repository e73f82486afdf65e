import { awsStores, systemPorts } from '../../shared/adapters/aws-ports.ts';
import { RecordOutcomeInput, RecordOutcomeResult } from '../../shared/domain/conversation/flow.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { stepHandler } from '../../shared/runtime/step.ts';
import { recordOutcome } from './record-outcome.ts';

const run = recordOutcome({ ...awsStores(readEnv('record-outcome')), ...systemPorts });

export const handler = stepHandler('record-outcome', { input: RecordOutcomeInput, output: RecordOutcomeResult }, run);
