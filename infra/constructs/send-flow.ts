import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  JitterType,
  JsonPath,
  LogLevel,
  Map as MapState,
  Pass,
  type RetryProps,
  StateMachine,
  TaskInput,
  type TaskStateBase,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { sendEmailTaskSeconds } from '../../shared/domain/limits.ts';
import { recordOutcomeSeconds, renderSeconds } from './function-limits.ts';

/** Errors of Lambda itself, after which a function may or may not have run: only idempotent steps may answer them with a retry. */
const lambdaErrors = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'States.Timeout',
];

/**
 * After these two nothing was mailed: our own `Throttled` puts the delivery back to ready, and Lambda's says the function
 * never ran. Any other error may come after a POST, so it must not be retried (design.md section 7.6). Full jitter keeps
 * many emails from coming back in step; 60 tries of at most a minute outlast a busy half hour.
 */
const retrySendEmail: RetryProps = {
  errors: ['Throttled', 'Lambda.TooManyRequestsException'],
  interval: Duration.seconds(1),
  backoffRate: 2,
  maxDelay: Duration.seconds(60),
  maxAttempts: 60,
  jitterStrategy: JitterType.FULL,
};

/** Rendering is content-addressed: doing it twice makes the same file. Its own refusals are final and not listed. */
const retryRender: RetryProps = {
  errors: lambdaErrors,
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 4,
  jitterStrategy: JitterType.FULL,
};

/** Recording may be repeated, and an outcome that is not recorded is a sender left in doubt: so try for long, on anything. */
const retryRecord: RetryProps = {
  ...retryRender,
  errors: ['States.ALL'],
  maxDelay: Duration.seconds(60),
  maxAttempts: 10,
};

/** Mails written at one time for one email; the account's rate is kept elsewhere. */
const concurrentRecipients = 10;

/** A task waits a little longer than its function may run, so that the function's own end is what is seen. */
const taskMarginSeconds = 15;

type Steps = { renderDetail: IFunction; sendEmail: IFunction; recordOutcome: IFunction };
type Step = {
  run: IFunction;
  input: { payload: TaskInput } | { inputPath: string };
  seconds: number;
  retry: RetryProps;
};

/** CDK would add retries of its own, six of them, on errors after which a mail may be gone: switched off. */
const task = (scope: Construct, id: string, step: Step): TaskStateBase =>
  new LambdaInvoke(scope, id, {
    lambdaFunction: step.run,
    ...step.input,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    resultPath: JsonPath.DISCARD,
    taskTimeout: Timeout.duration(Duration.seconds(step.seconds)),
  }).addRetry(step.retry);

const email = { emailId: JsonPath.stringAt('$.emailId'), run: JsonPath.numberAt('$.run') };
const discard = { resultPath: JsonPath.DISCARD };

const definition = (scope: Construct, { renderDetail, sendEmail, recordOutcome }: Steps) => {
  const record = (id: string, failedStep: 'render' | 'send' | null) =>
    task(scope, id, {
      run: recordOutcome,
      input: { payload: TaskInput.fromObject({ ...email, failedStep }) },
      seconds: recordOutcomeSeconds + taskMarginSeconds,
      retry: retryRecord,
    });

  /** The others still get theirs; what became of this one stands on its delivery, and reconcile settles what does not. */
  const sendOne = task(scope, 'SendEmail', {
    run: sendEmail,
    input: { payload: TaskInput.fromObject({ ...email, recipientId: JsonPath.stringAt('$.recipientId') }) },
    seconds: sendEmailTaskSeconds,
    retry: retrySendEmail,
  }).addCatch(new Pass(scope, 'RecipientEndedInError'), discard);

  const sendAll = new MapState(scope, 'ForEachRecipient', {
    itemsPath: '$.recipientIds',
    itemSelector: { ...email, recipientId: JsonPath.stringAt('$$.Map.Item.Value') },
    maxConcurrency: concurrentRecipients,
    resultPath: JsonPath.DISCARD,
  })
    .itemProcessor(sendOne)
    .addCatch(record('RecordSendFailure', 'send'), discard);
  sendAll.next(record('RecordOutcome', null));

  const render = task(scope, 'RenderDetail', {
    run: renderDetail,
    input: { inputPath: '$.document' },
    seconds: renderSeconds + taskMarginSeconds,
    retry: retryRender,
  }).addCatch(record('RecordRenderFailure', 'render'), discard);

  return new Choice(scope, 'NothingToRender?')
    .when(Condition.isNull('$.document'), sendAll)
    .otherwise(render.next(sendAll));
};

/** One execution per run of an outgoing email (shared/domain/flow.ts). Every path ends in a Record… step. */
export const sendFlow = (scope: Construct, steps: Steps): StateMachine =>
  new StateMachine(scope, 'send-flow', {
    definitionBody: DefinitionBody.fromChainable(definition(scope, steps)),
    timeout: Duration.hours(12),
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, 'send-flow-log', {
        /** Step Functions may write to groups of this prefix without a new resource policy, of which a Region has ten. */
        logGroupName: `/aws/vendedlogs/states/${Stack.of(scope).stackName}-send-flow`,
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ALL,
      includeExecutionData: false,
    },
  });
