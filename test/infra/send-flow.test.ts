import { expect, test } from 'vitest';
import { ses, sesConfig } from '../../shared/adapters/clients.ts';
import { claimDeadAfterMs, claimMaxAgeMs } from '../../shared/domain/limits.ts';
import { synthesized, text } from './template.ts';

const template = synthesized();
const machine = template.ofType('AWS::StepFunctions::StateMachine')[0];
const flow = JSON.parse(text(machine?.Properties.DefinitionString));
const item = flow.States.ForEachRecipient.ItemProcessor;

// biome-ignore lint/suspicious/noExplicitAny: states are read by their paths; a wrong path fails the assertion
type State = any;
const everyState = (states: Record<string, State>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.ItemProcessor === undefined ? [] : everyState(state.ItemProcessor.States)),
  ]);

test('a mail is posted once: no hidden retries, and each time-out is shorter than the one around it (S17)', async () => {
  expect(await ses().config.maxAttempts()).toBe(1);
  const retry: State[] = item.States.SendEmail.Retry;
  expect(retry.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(['Throttled', 'Lambda.TooManyRequestsException']);
  for (const rule of retry) {
    expect(rule.JitterStrategy).toBe('FULL');
    expect(rule.MaxDelaySeconds).toBeLessThanOrEqual(600);
  }
  const { connectionTimeout, requestTimeout, throwOnRequestTimeout } = sesConfig.requestHandler;
  expect(throwOnRequestTimeout).toBe(true);
  const clientMs = connectionTimeout + requestTimeout;
  const lambdaMs = template.named('send-email', 'AWS::Lambda::Function').Properties.Timeout * 1000;
  const taskMs = item.States.SendEmail.TimeoutSeconds * 1000;
  expect(lambdaMs).toBeGreaterThan(clientMs);
  expect(taskMs).toBeGreaterThan(lambdaMs);
  // A claim may be almost claimMaxAgeMs old when the POST begins, and must not count as dead before the POST ends.
  expect(claimDeadAfterMs).toBeGreaterThan(claimMaxAgeMs + clientMs);
});

test('every task’s time-out is longer than its function’s', () => {
  for (const [name, state] of everyState(flow.States).filter(([, { Type }]) => Type === 'Task')) {
    const called = template.ofType('AWS::Lambda::Function').find(({ id }) => state.Resource === `<${id}.Arn>`);
    expect(state.TimeoutSeconds, name).toBeGreaterThan(called?.Properties.Timeout);
  }
});

test('each step calls its function directly, without a service integration around the answer', () => {
  const called = Object.fromEntries(
    everyState(flow.States).flatMap(([name, state]) => (state.Type === 'Task' ? [[name, state.Resource]] : [])),
  );
  const arn = (name: string) => `<${template.named(name, 'AWS::Lambda::Function').id}.Arn>`;
  expect(called).toEqual({
    RenderDetail: arn('render-detail'),
    SendEmail: arn('send-email'),
    RecordOutcome: arn('record-outcome'),
    RecordSendFailure: arn('record-outcome'),
    RecordRenderFailure: arn('record-outcome'),
    RecordRenderLimit: arn('record-outcome'),
  });
});

test('nothing is rendered for an email without a document', () => {
  const choice = flow.States[flow.StartAt];
  expect(choice.Choices).toEqual([{ Variable: '$.document', IsNull: true, Next: 'ForEachRecipient' }]);
  expect(choice.Default).toBe('RenderDetail');
  expect(flow.States.RenderDetail).toMatchObject({ InputPath: '$.document', Next: 'ForEachRecipient' });
});

test('each recipient is mailed separately, and an error for one does not stop the others', () => {
  expect(flow.States.ForEachRecipient).toMatchObject({
    ItemsPath: '$.recipientIds',
    ItemSelector: { 'emailId.$': '$.emailId', 'run.$': '$.run', 'recipientId.$': '$$.Map.Item.Value' },
  });
  expect(item.States.SendEmail.Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'RecipientEndedInError' }]);
  expect(item.States.RecipientEndedInError).toMatchObject({ Type: 'Pass', End: true });
});

test('the flow waits for a distant send slot, then calls the same step with the step’s own answer', () => {
  const wakeAt = '$.last.turn.wakeAt';
  expect(item.States.SendEmail).toMatchObject({ InputPath: '$', ResultPath: '$.last', Next: 'TurnIsFar?' });
  expect(item.States['TurnIsFar?']).toMatchObject({
    Type: 'Choice',
    Choices: [{ Variable: wakeAt, IsPresent: true, Next: 'AwaitTurn' }],
    Default: 'RecipientDone',
  });
  expect(item.States.AwaitTurn).toEqual({ Type: 'Wait', TimestampPath: wakeAt, Next: 'SendEmail' });
  expect(item.States.RecipientDone).toEqual({ Type: 'Pass', End: true });
});

test('every path ends with a step that records the outcome and names the step that failed', () => {
  const recorders = ['RecordOutcome', 'RecordRenderFailure', 'RecordRenderLimit', 'RecordSendFailure'];
  const ends = Object.entries<State>(flow.States).filter(([, state]) => state.End === true || state.Type === 'Fail');
  expect(ends.map(([name]) => name).sort()).toEqual(recorders);
  expect(flow.States.RenderDetail.Catch).toMatchObject([
    { ErrorEquals: ['render-limit'], Next: 'RecordRenderLimit' },
    { ErrorEquals: ['States.ALL'], Next: 'RecordRenderFailure' },
  ]);
  expect(flow.States.ForEachRecipient).toMatchObject({
    Next: 'RecordOutcome',
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'RecordSendFailure' }],
  });
  const input = { 'emailId.$': '$.emailId', 'run.$': '$.run' };
  expect(recorders.map((name) => flow.States[name].Parameters)).toEqual([
    input,
    { ...input, failedStep: 'render' },
    { ...input, failedStep: 'render_limit' },
    { ...input, failedStep: 'send' },
  ]);
  for (const name of recorders) {
    expect(flow.States[name].Retry[0].ErrorEquals).toEqual(['States.ALL']);
  }
});

test('no answer of a step replaces the ids in the state; only SendEmail’s is kept beside them', () => {
  for (const [name, state] of everyState(flow.States)) {
    if (state.Type === 'Task' || state.Type === 'Map') {
      expect(state.ResultPath, name).toBe(name === 'SendEmail' ? '$.last' : null);
    }
    for (const caught of state.Catch ?? []) {
      expect(caught.ResultPath, name).toBeNull();
    }
  }
});
