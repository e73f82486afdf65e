import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RenderStarter } from '../ports/ports.ts';

/** Starts render-detail without waiting for it: an `Event` invocation returns as soon as the request is queued. */
export const lambdaRenderStarter = (client: LambdaClient, FunctionName: string): RenderStarter => ({
  startRender: async (request) => {
    await client.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(request)) }),
    );
  },
});
