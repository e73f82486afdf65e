import { StateMachine } from 'aws-local-stepfunctions';
import { beforeAll, expect, test } from 'vitest';
import { executionName, SendEmailInput, SendFlowInput } from '../../../shared/domain/conversation/flow.ts';
import { DeliveryState } from '../../../shared/domain/delivery/delivery.ts';
import { documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { Instant } from '../../../shared/domain/text.ts';
import { flowDefinition } from '../../fakes/harness/flow-runner.ts';

beforeAll(() => void flowDefinition(), 60_000);

/** Step Functions' limit for the input or output of a state, in bytes of UTF-8. */
const mayHold = 262_144;

const longest = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(60, '9')}`;
/** 50 recipients and the sender of a relay, with every id as long as the schema allows. */
const largest = SendFlowInput.parse({
  communicationId: longest('com', 1),
  emailId: longest('eml', 1),
  run: Number.MAX_SAFE_INTEGER,
  document: { projectId: longest('prj', 1), version: 'f'.repeat(64), template: documentTemplate, language: 'fr' },
  recipientIds: Array.from({ length: 51 }, (_, i) => longest('cnt', i)),
});

type Seen = { state: string; bytes: number; value: unknown };

/** The step's answer for a recipient whose send slot is still far away, at the first request. */
const notYet = (input: object): object => {
  const { recipientId } = SendEmailInput.parse(input);
  const instant = new Date(0).toISOString();
  return { recipientId, state: 'ready', ...(!('last' in input) && { turn: { at: instant, wakeAt: instant } }) };
};

/**
 * The input and output of every state. The step `failing`, if any, fails with the longest error that Lambda reports.
 */
const statesOf = async (failing: string | null, name = 'render-limit'): Promise<Seen[]> => {
  const machine = new StateMachine(flowDefinition(), { validationOptions: { noValidate: true } });
  const step = (called: string) => async (input: object) => {
    if (called === failing) throw Object.assign(new Error('x'.repeat(32_768)), { name });
    return called === 'SendEmail' ? notYet(input) : input;
  };
  const steps = [
    'RenderDetail',
    'SendEmail',
    'RecordOutcome',
    'RecordRenderFailure',
    'RecordRenderLimit',
    'RecordSendFailure',
  ];
  const execution = machine.run(largest, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(steps.map((name) => [name, step(name) as never])),
      waitTimeOverrides: { AwaitTurn: 0 },
    },
  });
  const seen: Seen[] = [];
  const add = (state: string, value: unknown): void => {
    if (value !== undefined) seen.push({ state, bytes: Buffer.byteLength(JSON.stringify(value)), value });
  };
  for await (const event of execution.eventLogs) {
    if (!('state' in event)) continue;
    add(event.state.name, event.state.input);
    add(event.state.name, event.state.output);
  }
  await execution.result;
  return seen;
};

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
};
/** Texts other than ids, a delivery's state and the instant of its send slot must not stand in the state. */
const isAllowed = (text: string): boolean =>
  DeliveryState.safeParse(text).success ||
  Instant.safeParse(text).success ||
  /^(?:com|eml|prj|cnt)_[A-Za-z0-9-]{1,60}$/.test(text) ||
  /^[0-9a-f]{64}$/.test(text) ||
  text === documentTemplate;

test('the largest allowed request stays far below the limit in every state, and holds ids and send slots alone, whatever fails (L04)', async () => {
  const seen = [
    ...(await statesOf(null)),
    ...(await statesOf('RenderDetail')),
    ...(await statesOf('RenderDetail', 'Error')),
    ...(await statesOf('SendEmail')),
  ];
  const visited = new Set(seen.map(({ state }) => state));
  for (const state of [
    'NothingToRender?',
    'RenderDetail',
    'ForEachRecipient',
    'SendEmail',
    'AwaitTurn',
    'RecordOutcome',
  ])
    expect(visited).toContain(state);
  expect(visited).toContain('RecordRenderFailure');
  expect(visited).toContain('RecordRenderLimit');
  expect(visited).toContain('RecipientEndedInError');
  for (const { state, bytes, value } of seen) {
    expect(bytes, state).toBeLessThan(mayHold);
    expect(
      strings(value).filter((text) => !isAllowed(text) && !['fr', 'render', 'render_limit', 'send'].includes(text)),
      state,
    ).toEqual([]);
  }
  const most = Math.max(...seen.map(({ bytes }) => bytes));
  expect(most).toBeGreaterThan(51 * 64);
  expect(most).toBeLessThan(mayHold / 20);
  // AWS accepts execution names of up to 80 characters. This is the longest name that the API makes.
  expect(executionName(`eml_${'a'.repeat(26)}`, 99_999).length).toBeLessThanOrEqual(80);
});
