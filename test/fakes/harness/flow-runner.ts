import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { recordOutcome } from '../../../functions/record-outcome/record-outcome.ts';
import { renderDetail } from '../../../functions/render-detail/render-detail.ts';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import {
  RecordOutcomeInput,
  RecordOutcomeResult,
  RenderRequest,
  RenderResult,
  SendEmailInput,
  SendEmailResult,
  type SendFlowInput,
} from '../../../shared/domain/conversation/flow.ts';
import { stepHandler } from '../../../shared/runtime/step.ts';
import { synthesized, text } from '../../infra/template.ts';
import { fakeSendFlow } from '../ports/fake-send-flow.ts';
import { type World, world } from '../worlds/world.ts';

/**
 * Runs the flow of the synthesized template on fakes, with the real states and the real steps in their real wrappers.
 */

export type FlowDefinition = StateMachineDefinition & {
  // biome-ignore lint/suspicious/noExplicitAny: states are read by their paths; a wrong path fails the assertion
  States: Record<string, any>;
};

let definition: FlowDefinition | undefined;
/** Synthesizes the template once per process. It takes seconds, so call it in a `beforeAll` with a long time-out. */
export const flowDefinition = (): FlowDefinition => {
  definition ??= synthesizedDefinition();
  return definition;
};

const synthesizedDefinition = (): FlowDefinition => {
  const machine = synthesized().ofType('AWS::StepFunctions::StateMachine')[0];
  return JSON.parse(text(machine?.Properties.DefinitionString)) as FlowDefinition;
};

/** `event` is the step's input. */
type Invoke = (step: string, run: () => Promise<unknown>, event: unknown) => Promise<unknown>;
const context = { awsRequestId: 'request' } as never;

const handlersOf = (w: World) => {
  const record = stepHandler(
    'record-outcome',
    { input: RecordOutcomeInput, output: RecordOutcomeResult },
    recordOutcome(w),
    w.log,
  );
  return {
    RenderDetail: stepHandler('render-detail', { input: RenderRequest, output: RenderResult }, renderDetail(w), w.log),
    SendEmail: stepHandler('send-email', { input: SendEmailInput, output: SendEmailResult }, sendEmail(w), w.log),
    RecordOutcome: record,
    RecordRenderFailure: record,
    RecordRenderLimit: record,
    RecordSendFailure: record,
  };
};

export type FlowWorld = World & {
  /** Step names, in the order of their invocations, retries included. */
  invoked: string[];
  /** Runs until no started execution is left running. */
  settled(): Promise<void>;
  /**
   * Runs all steps of an ended execution again, more than a redrive on AWS does. False when no such execution ended.
   */
  redrive(name: string): Promise<boolean>;
};

/**
 * A world whose flow really runs. `invoke` stands for Lambda, so that a test can kill an invocation or let it time out.
 * Waits between retries are skipped.
 */
export const flowWorld = (parts: Partial<World> = {}, invoke: Invoke = (_, run) => run()): FlowWorld => {
  const machine = new StateMachine(flowDefinition(), { validationOptions: { noValidate: true } });
  const running = new Set<Promise<unknown>>();
  const invoked: string[] = [];
  /** The flow's own wait for the send slot, in the world's time. */
  const untilSlot = async (answer: unknown): Promise<unknown> => {
    const { turn } = SendEmailResult.safeParse(answer).data ?? {};
    if (turn) await w.timer.sleep(Math.max(0, Date.parse(turn.wakeAt) - w.clock.now().getTime()));
    return answer;
  };
  const run = (input: SendFlowInput, name: string): void => {
    const execution = machine.run(input, {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(
          Object.entries(handlersOf(w)).map(([step, handle]) => [
            step,
            (event: unknown) => {
              invoked.push(step);
              return invoke(step, () => handle(event, context), event).then(untilSlot) as Promise<never>;
            },
          ]),
        ),
        retryIntervalOverrides: {
          RenderDetail: 0,
          SendEmail: 0,
          RecordOutcome: 0,
          RecordRenderFailure: 0,
          RecordRenderLimit: 0,
          RecordSendFailure: 0,
        },
        waitTimeOverrides: { AwaitTurn: 0 },
      },
    });
    const ended: Promise<unknown> = execution.result
      .catch(() => {})
      .finally(() => {
        sendFlow.end(name);
        running.delete(ended);
      });
    running.add(ended);
  };
  const sendFlow = fakeSendFlow(run);
  const w: FlowWorld = {
    ...world({ sendFlow, ...parts }),
    invoked,
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    redrive: async (name) => {
      const found = sendFlow.started.find((one) => one.name === name);
      if (!found || (await sendFlow.describe(name)) !== 'ended') return false;
      run(found.input, name);
      return true;
    },
  };
  return w;
};
