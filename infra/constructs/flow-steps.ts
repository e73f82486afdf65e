import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  type IChainable,
  JsonPath,
  Map as MapState,
  Pass,
  type RetryProps,
  TaskInput,
  type TaskStateBase,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { RecordOutcomeInput } from '../../shared/domain/conversation/flow.ts';
import type { RenderFailure } from '../../shared/domain/invoice/render-progress.ts';
import { sendEmailTaskSeconds } from '../../shared/domain/limits.ts';
import { retryRecord, retryRender, retrySendEmail } from './flow-retries.ts';
import { recordOutcomeSeconds, renderSeconds } from './function-limits.ts';

/** Mails written at one time for one email; the account's rate is kept elsewhere. */
const concurrentRecipients = 10;

/** A task waits a little longer than its function may run, so that the function's own end is what is seen. */
const taskMarginSeconds = 15;

export type Steps = { renderDetail: IFunction; sendEmail: IFunction; recordOutcome: IFunction };
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
/** What render-detail throws for a document that no attempt could make: it is told apart, because a person can do something. */
const renderLimit: RenderFailure = 'render-limit';

export const flowSteps = (scope: Construct, { renderDetail, sendEmail, recordOutcome }: Steps): IChainable => {
  const record = (id: string, failedStep: RecordOutcomeInput['failedStep']) =>
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
  })
    .addCatch(record('RecordRenderLimit', 'render_limit'), { errors: [renderLimit], ...discard })
    .addCatch(record('RecordRenderFailure', 'render'), discard);

  return new Choice(scope, 'NothingToRender?')
    .when(Condition.isNull('$.document'), sendAll)
    .otherwise(render.next(sendAll));
};
