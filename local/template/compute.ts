import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PlainError } from '../settings.ts';
import type { Reader } from './reader.ts';

/** Reads from the template all that runs: functions, their event sources and schedules, and state machines. */

const Destination = z.looseObject({ Destination: z.string() }).optional();

const FunctionProperties = z.looseObject({
  FunctionName: z.string().optional(),
  Handler: z.string().optional(),
  Code: z.looseObject({ S3Key: z.string().optional() }),
  MemorySize: z.coerce.number().default(128),
  Timeout: z.coerce.number().default(3),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Layers: z.array(z.string()).default([]),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  DeadLetterConfig: z.looseObject({ TargetArn: z.string() }).optional(),
});

export type LocalFunction = {
  id: string;
  name: string;
  arn: string;
  /** For logs: the function's construct id, which is also its folder's name. */
  title: string;
  codeDir: string;
  handler: string;
  timeoutMs: number;
  memoryMb: number;
  reserved: number | null;
  environment: Record<string, string>;
};

const titleOf = (id: string, metadata: unknown): string => {
  const path = z.looseObject({ 'aws:cdk:path': z.string() }).safeParse(metadata);
  return path.success ? (path.data['aws:cdk:path'].split('/').at(-2) ?? id) : id;
};

const LayerProperties = z.looseObject({ Content: z.looseObject({ S3Key: z.string() }) });

/**
 * Lambda mounts layers under /opt; here they stay where they were written, and variables with such a path are
 * rewritten.
 */
const mountLayers = (variables: Record<string, string>, layers: string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const places = value.startsWith('/opt/') ? layers.map((layer) => join(layer, value.slice('/opt/'.length))) : [];
      return [name, places.find((place) => existsSync(place)) ?? value];
    }),
  );

export const readFunctions = (reader: Reader): LocalFunction[] => {
  const layers = new Map(
    reader
      .list('AWS::Lambda::LayerVersion', LayerProperties)
      .map(({ named, properties }) => [named.ref, reader.assetDir(properties.Content.S3Key)]),
  );
  return reader.list('AWS::Lambda::Function', FunctionProperties).map(({ id, named, properties, metadata }) => {
    const key = properties.Code.S3Key;
    if (key === undefined || properties.Handler === undefined)
      throw new PlainError(`The local run supports only functions whose code is an asset; ${id} is different`);
    return {
      id,
      name: named.ref,
      arn: named.attributes.Arn ?? '',
      title: titleOf(id, metadata),
      codeDir: reader.assetDir(key),
      handler: properties.Handler,
      timeoutMs: properties.Timeout * 1000,
      memoryMb: properties.MemorySize,
      reserved: properties.ReservedConcurrentExecutions ?? null,
      environment: mountLayers(
        properties.Environment?.Variables ?? {},
        properties.Layers.flatMap((layer) => layers.get(layer) ?? []),
      ),
    };
  });
};

const InvokeConfigProperties = z.looseObject({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(2),
  MaximumEventAgeInSeconds: z.coerce.number().default(6 * 3600),
  DestinationConfig: z.looseObject({ OnFailure: Destination }).optional(),
});
/**
 * Asynchronous invocations: the number of retries, how long a throttled one waits, and the queue or topic that receives
 * those that failed for good.
 */
export type AsyncRule = { functionName: string; retries: number; maxAgeMs: number; onFailureArn: string | null };

export const readAsyncRules = (reader: Reader): AsyncRule[] => {
  const configured = reader.list('AWS::Lambda::EventInvokeConfig', InvokeConfigProperties).map(({ properties }) => ({
    functionName: properties.FunctionName,
    retries: properties.MaximumRetryAttempts,
    maxAgeMs: properties.MaximumEventAgeInSeconds * 1000,
    onFailureArn: properties.DestinationConfig?.OnFailure?.Destination ?? null,
  }));
  const deadLetters = reader.list('AWS::Lambda::Function', FunctionProperties).flatMap(({ named, properties }) =>
    properties.DeadLetterConfig
      ? [
          {
            functionName: named.ref,
            retries: 2,
            maxAgeMs: 6 * 3_600_000,
            onFailureArn: properties.DeadLetterConfig.TargetArn,
          },
        ]
      : [],
  );
  return [...configured, ...deadLetters];
};

const EventSourceProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.coerce.number().min(2) }).optional(),
});
export type EventSource = {
  queueName: string;
  queueArn: string;
  functionName: string;
  batchSize: number;
  windowSeconds: number;
  partialFailures: boolean;
  /** Batches processed at the same time. Lambda has no limit unless the template sets one; this run processes one. */
  atOnce: number;
};

export const readEventSources = (reader: Reader): EventSource[] =>
  reader
    .list('AWS::Lambda::EventSourceMapping', EventSourceProperties)
    .filter(({ properties }) => properties.Enabled)
    .map(({ id, properties }) => {
      if (!properties.EventSourceArn.startsWith('arn:aws:sqs:'))
        throw new PlainError(`The local run supports only queues as event sources; ${id} names something else`);
      return {
        queueName: properties.EventSourceArn.split(':').at(-1) ?? '',
        queueArn: properties.EventSourceArn,
        functionName: properties.FunctionName,
        batchSize: Math.min(properties.BatchSize, 10),
        windowSeconds: properties.MaximumBatchingWindowInSeconds,
        partialFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        atOnce: properties.ScalingConfig?.MaximumConcurrency ?? 1,
      };
    });

const ScheduleProperties = z.looseObject({
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.looseObject({ Arn: z.string(), Input: z.string().default('{}') }),
});
export type LocalSchedule = { id: string; everyMs: number; functionArn: string; input: string };

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export const readSchedules = (reader: Reader): LocalSchedule[] =>
  reader
    .list('AWS::Scheduler::Schedule', ScheduleProperties)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, properties }) => {
      const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(properties.ScheduleExpression) ?? [];
      const everyMs = Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
      if (!everyMs || !properties.Target.Arn.startsWith('arn:aws:lambda:'))
        throw new PlainError(`The local run supports only rate(…) schedules of functions; ${id} is different`);
      return { id, everyMs, functionArn: properties.Target.Arn, input: properties.Target.Input };
    });

const MachineProperties = z.looseObject({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
});
export type LocalMachine = { name: string; arn: string; title: string; definition: string };

export const readMachines = (reader: Reader): LocalMachine[] =>
  reader.list('AWS::StepFunctions::StateMachine', MachineProperties).map(({ id, named, properties, metadata }) => {
    if (properties.StateMachineType === 'EXPRESS')
      throw new PlainError(`The local run supports only standard workflows; ${id} is an express workflow`);
    const definition = properties.DefinitionString.replaceAll(
      /\$\{([^}]+)\}/g,
      (whole, name: string) => properties.DefinitionSubstitutions[name] ?? whole,
    );
    return { name: named.attributes.Name ?? id, arn: named.ref, title: titleOf(id, metadata), definition };
  });
