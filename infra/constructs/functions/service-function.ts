import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type ILayerVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionEnv, FunctionName } from '../../../shared/runtime/env.ts';
import { acknowledge, acknowledgeStar } from '../acknowledge.ts';
import { deadLetters } from '../dead-letters.ts';
import { bundledCode } from './bundle.ts';

export type ServiceFunctionProps<F extends FunctionName> = {
  name: F;
  /**
   * Exactly the variables that shared/runtime/env.ts declares for this function; a missing or an unknown name does not
   * compile.
   */
  environment: FunctionEnv<F>;
  seconds: number;
  memoryMb: number;
  /** For Chromium, whose package exists for x86_64 only. */
  architecture?: Architecture;
  layers?: ILayerVersion[];
  /**
   * For asynchronous invocations: the number of retries before the dead-letter queue, and how long an invocation may
   * wait to run (six hours by default); or the reason why failures are not kept.
   */
  failures: { retries: 0 | 1 | 2; withinSeconds?: number } | { notKept: string };
  /** Reserved concurrency: a limit for this function, taken from the account's other functions. */
  concurrency?: number;
};

/** The function in functions/<name>. Its own role may log and trace, and everything else must be granted to it. */
export const serviceFunction = <F extends FunctionName>(
  scope: Construct,
  props: ServiceFunctionProps<F>,
): LambdaFunction => {
  const logGroup = new LogGroup(scope, `${props.name}-log`, {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const streams = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${logGroup.logGroupName}:*`;
  const role = new Role(scope, `${props.name}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      log: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [streams],
          }),
        ],
      }),
    },
  });
  acknowledgeStar(
    role,
    streams,
    `${props.name} writes to its own log group, whose streams Lambda names by day and instance.`,
  );
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    `${props.name} is traced: xray:PutTraceSegments and xray:PutTelemetryRecords have no resource types.`,
  );
  const made = new LambdaFunction(scope, props.name, {
    description: `Courriel: functions/${props.name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: props.architecture ?? Architecture.ARM_64,
    handler: 'index.handler',
    code: bundledCode(props.name),
    environment: Object.fromEntries(Object.entries(props.environment).map(([name, value]) => [name, String(value)])),
    timeout: Duration.seconds(props.seconds),
    memorySize: props.memoryMb,
    ...(props.layers === undefined ? {} : { layers: props.layers }),
    ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
    ...('retries' in props.failures && {
      retryAttempts: props.failures.retries,
      ...(props.failures.withinSeconds !== undefined && {
        maxEventAge: Duration.seconds(props.failures.withinSeconds),
      }),
      onFailure: new SqsDestination(deadLetters(scope, props.name, 'function')),
    }),
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
  });
  acknowledge(
    made,
    'Serverless-LambdaDLQ',
    'notKept' in props.failures
      ? props.failures.notKept
      : `Calls of ${props.name} that fail for good go to its on-failure destination, a queue that also receives the error; a dead-letter target would receive only the event.`,
  );
  return made;
};
