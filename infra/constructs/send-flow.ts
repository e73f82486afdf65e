import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  JsonPath,
  LogLevel,
  Map as MapState,
  Pass,
  type RetryProps,
  StateMachine,
  TaskInput,
  type TaskStateBase,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { sendEmailTaskSeconds } from '../../shared/domain/limits.ts';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { retryRecord, retryRender, retrySendEmail } from './flow-retries.ts';
import { recordOutcomeSeconds, renderSeconds } from './function-limits.ts';

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
  /** Where the answer is kept; nowhere when absent. */
  answer?: string;
};

/** CDK adds retries of its own unless told not to: six more, on errors after which a mail may be gone. */
const task = (scope: Construct, id: string, step: Step): TaskStateBase =>
  new LambdaInvoke(scope, id, {
    lambdaFunction: step.run,
    ...step.input,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    resultPath: step.answer ?? JsonPath.DISCARD,
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
    input: { inputPath: '$' },
    seconds: sendEmailTaskSeconds,
    retry: retrySendEmail,
    answer: '$.last',
  }).addCatch(new Pass(scope, 'RecipientEndedInError'), discard);

  /** A turn of the account's rate that is far away: nothing runs meanwhile, and the same step is asked again. */
  const wakeAt = '$.last.turn.wakeAt';
  const awaitTurn = new Wait(scope, 'AwaitTurn', { time: WaitTime.timestampPath(wakeAt) }).next(sendOne);
  const sendInTurn = sendOne.next(
    new Choice(scope, 'TurnIsFar?')
      .when(Condition.isPresent(wakeAt), awaitTurn)
      .otherwise(new Pass(scope, 'RecipientDone')),
  );

  const sendAll = new MapState(scope, 'ForEachRecipient', {
    itemsPath: '$.recipientIds',
    itemSelector: { ...email, recipientId: JsonPath.stringAt('$$.Map.Item.Value') },
    maxConcurrency: concurrentRecipients,
    resultPath: JsonPath.DISCARD,
  })
    .itemProcessor(sendInTurn)
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
export const sendFlow = (scope: Construct, steps: Steps): StateMachine => {
  const flow = new StateMachine(scope, 'send-flow', {
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
  acknowledge(
    flow,
    'AwsSolutions-IAM5[Resource::*]',
    'send-flow is logged and traced: the log delivery actions that Step Functions asks for and X-Ray know no resource.',
  );
  for (const step of Object.values(steps))
    acknowledgeStar(
      flow,
      `${step.functionArn}:*`,
      `send-flow may call ${step.node.id} and its versions: the grant that CDK makes for a function names both, and it is this one function.`,
    );
  return flow;
};
