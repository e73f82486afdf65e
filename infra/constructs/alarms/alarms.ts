import type { Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Config } from '../../config.ts';
import type { Data } from '../data/data.ts';
import { alarmBoard } from './alarm-board.ts';
import { ringForCourriel } from './courriel.ts';
import { ringForMail } from './mail.ts';
import { ringForParts } from './parts.ts';

type Props = { data: Data; flow: StateMachine; apiId: string; config: Config };

/** What wakes somebody up. Made last: every queue and every function of the stack gets its alarms. */
export const alarms = (stack: Stack, { data, flow, apiId, config }: Props): void => {
  const ring = alarmBoard(stack, { encryptionKey: data.key, email: config.alarmEmail });
  ringForCourriel(ring, config.stage);
  ringForMail(ring);
  ringForParts(stack, ring, { table: data.table, flow, apiId });
};
