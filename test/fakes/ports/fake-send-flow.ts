import type { RenderRequest, SendFlowInput } from '../../../shared/domain/conversation/flow.ts';
import type { RenderStarter, SendFlow } from '../../../shared/ports/ports.ts';

export type FakeSendFlow = SendFlow & {
  /** One entry per execution, in order. */
  started: { name: string; input: SendFlowInput }[];
  /** Calls of `start`, those answered `already` included. */
  calls: number;
  end(name: string): void;
  /** The next calls of `start` fail: before anything started, or with the execution begun and the answer lost. */
  failNext(how: 'not_started' | 'answer_lost'): void;
};

/** Executions by name, as Step Functions keeps them: a used name stays used. */
export const fakeSendFlow = (onStart: (input: SendFlowInput, name: string) => void = () => {}): FakeSendFlow => {
  const executions = new Map<string, 'running' | 'ended'>();
  const failures: string[] = [];
  const flow: FakeSendFlow = {
    started: [],
    calls: 0,
    end: (name) => void executions.set(name, 'ended'),
    failNext: (how) => void failures.push(how),
    start: async (name, input) => {
      flow.calls += 1;
      const failure = failures.shift();
      if (failure === 'not_started') throw new Error('connect ECONNREFUSED');
      if (executions.has(name)) return 'already';
      executions.set(name, 'running');
      flow.started.push({ name, input });
      onStart(input, name);
      if (failure === 'answer_lost') throw new Error('socket hang up');
      return 'started';
    },
    describe: async (name) => executions.get(name) ?? 'absent',
  };
  return flow;
};

export type FakeRenderStarter = RenderStarter & { requests: RenderRequest[] };

export const fakeRenderStarter = (): FakeRenderStarter => {
  const requests: RenderRequest[] = [];
  return { requests, startRender: async (request) => void requests.push(request) };
};
