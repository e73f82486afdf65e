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

/** Messages sent at the same time for one email; send slots keep to the account's rate. */
const concurrentRecipients = 10;

/**
 * A task waits a little longer than its function may run, so that the function's own time-out is what the flow sees.
 */
const taskMarginSeconds = 15;

export type Steps = { renderDetail: IFunction; sendEmail: IFunction; recordOutcome: IFunction };
type Step = {
  run: IFunction;
  input: { payload: TaskInput } | { inputPath: string };
  seconds: number;
  retry: RetryProps;
  /** Path in the state where the result is kept; without it the result is discarded. */
  answer?: string;
};

/**
 * Disables CDK's default of six retries, which also follow errors after which a mail may already have left; `retry`
 * names the errors that are safe to repeat.
 */
const task = (scope: Construct, id: string, step: Step): TaskStateBase =>
  new LambdaInvoke(scope, id, {
    lambdaFunction: step.run,
    ...step.input,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    resultPath: step.answer ?? JsonPath.DISCARD,
    taskTimeout: Timeout.duration(Duration.seconds(step.seconds)),
  }).addRetry(step.retry);

/** Passed on from the flow's input, which launch-email.ts writes. */
const email = { emailId: JsonPath.stringAt('$.emailId'), run: JsonPath.numberAt('$.run') };
const discard = { resultPath: JsonPath.DISCARD };
/**
 * Thrown by render-detail for a document that no attempt can render. It has its own outcome, because a person can do
 * something about it.
 */
const renderLimit: RenderFailure = 'render-limit';

export const flowSteps = (scope: Construct, { renderDetail, sendEmail, recordOutcome }: Steps): IChainable => {
  const record = (id: string, failedStep: RecordOutcomeInput['failedStep']) =>
    task(scope, id, {
      run: recordOutcome,
      input: { payload: TaskInput.fromObject({ ...email, failedStep }) },
      seconds: recordOutcomeSeconds + taskMarginSeconds,
      retry: retryRecord,
    });

  /**
   * One recipient's error does not stop the others. The outcome is in the delivery; where it is not, reconcile settles
   * it.
   */
  const sendOne = task(scope, 'SendEmail', {
    run: sendEmail,
    input: { inputPath: '$' },
    seconds: sendEmailTaskSeconds,
    retry: retrySendEmail,
    answer: '$.last',
  }).addCatch(new Pass(scope, 'RecipientEndedInError'), discard);

  /** Waits for a send slot that is still far away, while no function runs, and repeats the step. */
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
