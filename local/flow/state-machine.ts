import { appendFileSync } from 'node:fs';
import {
  ExecutionAbortedError,
  ExecutionError,
  ExecutionTimeoutError,
  StateMachine,
  type StateMachineDefinition,
} from 'aws-local-stepfunctions';
import { z } from 'zod';
import type { Functions } from '../lambda/functions.ts';
import { PlainError } from '../settings.ts';
import type { LocalMachine } from '../template/compute.ts';

/** Runs the definition in the template; each Task calls the function that its Resource names. */

type Ending =
  | { status: 'SUCCEEDED'; output: string }
  | { status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; error: string | null; cause: string | null };
export type Running = { abort(): void; ended: Promise<Ending> };
export type Machine = { run(name: string, arn: string, input: string): Running };

const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Iterator: z.unknown().optional(),
  ItemProcessor: z.unknown().optional(),
  Branches: z.array(z.unknown()).optional(),
});
const States = z.looseObject({ States: z.record(z.string(), State) });

/**
 * Every Task as [state name, Resource], including those in Map and Parallel states: state names are unique in the whole
 * machine.
 */
const findTasks = (definition: unknown): [string, string][] =>
  Object.entries(States.parse(definition).States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state.Resource ?? ''] satisfies [string, string]] : []),
    ...[state.Iterator, state.ItemProcessor, ...(state.Branches ?? [])]
      .filter((inner) => inner !== undefined)
      .flatMap(findTasks),
  ]);

type Json = NonNullable<Parameters<StateMachine['run']>[0]>;

/** Step Functions takes the name of an error from the function; errors of Lambda itself begin with `Lambda.`. */
const invokeTask = (functions: Functions, resource: string) => async (input: unknown) => {
  const outcome = await functions.invoke(resource, JSON.stringify(input));
  if (outcome.ok) return JSON.parse(outcome.payload) as Json;
  const { errorType } = outcome.error;
  const error = new Error(JSON.stringify(outcome.error));
  error.name = errorType === 'TooManyRequestsException' ? `Lambda.${errorType}` : errorType;
  throw error;
};

const endingOf = (error: unknown): Ending => {
  if (error instanceof ExecutionAbortedError) return { status: 'ABORTED', error: null, cause: null };
  if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout', cause: null };
  const reason = error instanceof ExecutionError && error.cause instanceof Error ? error.cause : error;
  if (!(reason instanceof Error)) throw error;
  return { status: 'FAILED', error: reason.name, cause: reason.message };
};

export const localMachine = (machine: LocalMachine, functions: Functions, logFile: string): Machine => {
  const definition: unknown = JSON.parse(machine.definition);
  const tasks = findTasks(definition);
  for (const [name, resource] of tasks) {
    if (!functions.has(resource))
      throw new PlainError(
        `The state ${name} of ${machine.title} names ${resource}, which is not a function of the template`,
      );
  }
  // The local ARNs are invented, and a deployment checks the JSONPaths that CDK writes.
  const stateMachine = new StateMachine(definition as StateMachineDefinition, {
    validationOptions: { checkArn: false, checkPaths: false },
  });
  const taskResourceLocalHandlers = Object.fromEntries(
    tasks.map(([name, resource]) => [name, invokeTask(functions, resource)]),
  );

  return {
    run: (name, arn, input) => {
      const execution = stateMachine.run(JSON.parse(input), {
        overrides: { taskResourceLocalHandlers },
        context: { Execution: { Id: arn, Name: name }, StateMachine: { Id: machine.arn, Name: machine.name } },
      });
      const note = async (): Promise<void> => {
        for await (const event of execution.eventLogs) {
          const state = 'state' in event ? event.state.name : null;
          const error = 'Error' in event ? event.Error : null;
          const line = {
            at: new Date(event.timestamp).toISOString(),
            execution: name,
            event: event.type,
            state,
            error,
          };
          appendFileSync(logFile, `${JSON.stringify(line)}\n`);
        }
      };
      void note();
      return {
        abort: execution.abort,
        ended: execution.result.then(
          (output): Ending => ({ status: 'SUCCEEDED', output: JSON.stringify(output ?? null) }),
          endingOf,
        ),
      };
    },
  };
};
