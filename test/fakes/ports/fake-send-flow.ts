import type { RenderRequest, SendFlowInput } from '../../../shared/domain/conversation/flow.ts';
import type { RenderStarter, SendFlow } from '../../../shared/ports/ports.ts';

export type FakeSendFlow = SendFlow & {
  /** One entry per execution, in order. */
  started: { name: string; input: SendFlowInput }[];
  /** The number of calls of `start`, including those answered `already`. */
  calls: number;
  end(name: string): void;
  /** Makes the next call of `start` fail, before anything started or with the execution started and the answer lost. */
  failNext(how: 'not_started' | 'answer_lost'): void;
};

/** Keeps executions by name, as Step Functions does: a used name stays used. */
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
