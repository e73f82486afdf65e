import middy from '@middy/core';
import type { z } from 'zod';
import { ServiceError } from '../domain/errors.ts';
import type { Log } from '../ports/ports.ts';
import type { FunctionName } from './env.ts';
import { createLog, invocationLines } from './logger.ts';

/** The error that the send-flow's Retry lists by name: nothing was posted, try again later. */
const throttledErrorName = 'Throttled';

/** A Lambda error's `name` is the error name that Step Functions matches. It carries no text: the history is kept. */
const named = (name: string): Error => Object.assign(new Error(name), { name });

/** `throttled` becomes `Throttled`, every other ServiceError its code; a bug keeps its own name and loses its text. */
const stepErrorOf = (error: unknown): Error => {
  if (error instanceof ServiceError) return named(error.kind === 'throttled' ? throttledErrorName : error.code);
  return named(error instanceof Error ? error.name : 'Error');
};

/** A step of the send-flow: parses what comes in and what goes out. */
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
    // Last in, first to see an error: the line names what was thrown, before it is renamed.
    .use(invocationLines(log))
    .handler(async (event: unknown) => schemas.output.parse(await run(schemas.input.parse(event))));
