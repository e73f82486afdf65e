import { join } from 'node:path';
import { z } from 'zod';
import { AwsError, type AwsService, isJson } from '../aws-server.ts';
import type { Functions } from '../lambda/functions.ts';
import type { LocalMachine } from '../template/compute.ts';
import { arn } from '../template/resource-names.ts';
import { type Execution, executionStore } from './execution-store.ts';
import { localMachine, type Running } from './state-machine.ts';

/**
 * The part of Step Functions' API for standard workflows that the product uses, with AWS's rule on names: an
 * execution's name can be used only once, even after it has ended.
 */

const Start = z.looseObject({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
});
const OfExecution = z.looseObject({
  executionArn: z.string(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
const List = z.looseObject({
  stateMachineArn: z.string(),
  statusFilter: z.string().optional(),
  maxResults: z.number().default(100),
  nextToken: z.string().optional(),
});

const goodName = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

const seconds = (ms: number): number => ms / 1000;

const summary = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startedAt),
  ...(execution.endedAt === null ? {} : { stopDate: seconds(execution.endedAt) }),
});

export const stepFunctionsEndpoint = (
  machines: LocalMachine[],
  functions: Functions,
  dirs: { dataDir: string; logDir: string },
): { service: AwsService; stop(): void } => {
  const store = executionStore(dirs.dataDir);
  const runners = new Map(
    machines.map((machine) => [
      machine.arn,
      localMachine(machine, functions, join(dirs.logDir, `${machine.title}.log`)),
    ]),
  );
  const running = new Map<string, Running>();
  let stopped = false;

  const machineOf = (machineArn: string) => {
    const machine = machines.find((one) => one.arn === machineArn);
    const runner = runners.get(machineArn);
    if (machine && runner) return { machine, runner };
    throw new AwsError(400, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
  };
  const executionOf = (executionArn: string): Execution => {
    const execution = store.get(executionArn);
    if (execution) return execution;
    throw new AwsError(400, 'ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  };

  const begin = (execution: Execution): void => {
    const run = machineOf(execution.machineArn).runner.run(execution.name, execution.arn, execution.input);
    running.set(execution.arn, run);
    void run.ended.then((ending) => {
      running.delete(execution.arn);
      // Stopping the local run does not end the execution: its next start ends it as `LocalRestart`.
      if (stopped || store.get(execution.arn)?.status !== 'RUNNING') return;
      store.save({ ...execution, ...ending, endedAt: Date.now() });
    });
  };

  const start = (body: unknown) => {
    const { stateMachineArn, input, name = crypto.randomUUID() } = Start.parse(body);
    const { machine } = machineOf(stateMachineArn);
    if (!goodName.test(name)) throw new AwsError(400, 'InvalidName', `Invalid Name: '${name}'`);
    if (!isJson(input)) throw new AwsError(400, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
    const executionArn = arn('states', `execution:${machine.name}:${name}`);
    const present = store.get(executionArn);
    const same = present?.status === 'RUNNING' && present.input === input;
    if (present && !same)
      throw new AwsError(400, 'ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    if (present) return { executionArn, startDate: seconds(present.startedAt) };
    const execution: Execution = {
      arn: executionArn,
      machineArn: stateMachineArn,
      name,
      input,
      status: 'RUNNING',
      startedAt: Date.now(),
      endedAt: null,
      output: null,
      error: null,
      cause: null,
    };
    store.save(execution);
    begin(execution);
    return { executionArn, startDate: seconds(execution.startedAt) };
  };

  const describe = (body: unknown) => {
    const execution = executionOf(OfExecution.parse(body).executionArn);
    return {
      ...summary(execution),
      input: execution.input,
      inputDetails: { included: true },
      ...(execution.output === null ? {} : { output: execution.output, outputDetails: { included: true } }),
      ...(execution.error === null ? {} : { error: execution.error }),
      ...(execution.cause === null ? {} : { cause: execution.cause }),
    };
  };

  const list = (body: unknown) => {
    const { stateMachineArn, statusFilter, maxResults, nextToken = '0' } = List.parse(body);
    machineOf(stateMachineArn);
    const found = store
      .list(stateMachineArn)
      .filter((one) => statusFilter === undefined || one.status === statusFilter);
    const end = Number(nextToken) + maxResults;
    return {
      executions: found.slice(Number(nextToken), end).map(summary),
      ...(end < found.length ? { nextToken: String(end) } : {}),
    };
  };

  const stop = (body: unknown) => {
    const { executionArn, error = null, cause = null } = OfExecution.parse(body);
    const execution = executionOf(executionArn);
    const endedAt = execution.endedAt ?? Date.now();
    if (execution.status === 'RUNNING') store.save({ ...execution, status: 'ABORTED', error, cause, endedAt });
    running.get(executionArn)?.abort();
    return { stopDate: seconds(endedAt) };
  };

  const describeMachine = (body: unknown) => {
    const { machine } = machineOf(Start.parse(body).stateMachineArn);
    const { arn: stateMachineArn, name, definition } = machine;
    return { stateMachineArn, name, definition, type: 'STANDARD', status: 'ACTIVE' };
  };

  const operations = new Map<string, (body: unknown) => unknown>([
    ['StartExecution', start],
    ['DescribeExecution', describe],
    ['ListExecutions', list],
    ['StopExecution', stop],
    ['DescribeStateMachine', describeMachine],
  ]);

  return {
    service: async ({ operation, body }) => {
      const perform = operations.get(operation);
      if (!perform) throw new AwsError(400, 'UnknownOperationException', `The local run has no ${operation}`);
      return { status: 200, body: perform(JSON.parse(body.toString('utf8') || '{}')) };
    },
    stop: () => {
      stopped = true;
      for (const run of running.values()) run.abort();
    },
  };
};
