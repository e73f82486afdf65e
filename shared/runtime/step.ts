import middy from '@middy/core';
import type { z } from 'zod';
import { ServiceError } from '../domain/errors.ts';
import type { Log } from '../ports/ports.ts';
import type { FunctionName } from './env.ts';
import { createLog, invocationLines } from './logger.ts';

/** The name of the error that the send-flow's Retry matches: nothing was posted, so the step is tried again later. */
const throttledErrorName = 'Throttled';

/** Step Functions matches a Lambda error by its `name`. The message stays empty, because the run's history is kept. */
const named = (name: string): Error => Object.assign(new Error(name), { name });

/** `throttled` becomes `Throttled`, any other ServiceError its code; a bug keeps its name but loses its message. */
const stepErrorOf = (error: unknown): Error => {
  if (error instanceof ServiceError) return named(error.kind === 'throttled' ? throttledErrorName : error.code);
  return named(error instanceof Error ? error.name : 'Error');
};

/** Wraps a use case as a step of the send-flow, whose input and output are validated. */
export const stepHandler = <I extends z.ZodType, O extends z.ZodType>(
  name: FunctionName,
  schemas: { input: I; output: O },
  run: (input: z.infer<I>) => Promise<z.infer<O>>,
  log: Log = createLog(name),
) =>
  middy<unknown, z.infer<O>>({ timeoutEarlyInMillis: 0 })
    .onError((request) => {
      request.error = stepErrorOf(request.error);
    })
    // middy runs error handlers in reverse order: added last, this one logs the error before it is renamed.
    .use(invocationLines(log))
    .handler(async (event: unknown) => schemas.output.parse(await run(schemas.input.parse(event))));
