import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RenderStarter, SendFlow } from '../ports/ports.ts';

/** Turns `arn:…:stateMachine:send-flow` and a name into `arn:…:execution:send-flow:name`. */
const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** The send-flow on Step Functions. A name in use gives `already`, which is a success: starting twice is harmless. */
export const stepFunctionsFlow = (client: SFNClient, stateMachineArn: string): SendFlow => ({
  start: async (name, input) => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already';
      throw error;
    }
  },
  describe: async (name) => {
    try {
      const { status } = await client.send(
        new DescribeExecutionCommand({ executionArn: executionArn(stateMachineArn, name) }),
      );
      return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'absent';
      throw error;
    }
  },
});

/** Starts render-detail without waiting for it: an `Event` invocation returns as soon as the request is queued. */
export const lambdaRenderStarter = (client: LambdaClient, FunctionName: string): RenderStarter => ({
  startRender: async (request) => {
    await client.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(request)) }),
    );
  },
});
