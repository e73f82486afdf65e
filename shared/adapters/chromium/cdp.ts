import type { Readable, Writable } from 'node:stream';
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.d.ts';

/**
 * The DevTools protocol over two pipes: each message is JSON terminated by a zero byte. Only the types come from a
 * package; the usual client library takes longer to load than a small invoice takes to print.
 */
type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

/** Commands and events of one target (`''` is the browser itself). Commands fail when the browser is gone. */
export type Session = {
  send<C extends keyof Commands>(command: C, ...params: Commands[C]['paramsType']): Promise<Commands[C]['returnType']>;
  on<E extends keyof Events>(event: E, listener: (...details: Events[E]) => void): void;
  /** Waits for the next event of this kind; fails like a command. */
  next(event: keyof Events): Promise<void>;
  /** Sends a command without waiting for its result. A failure is ignored: page or browser is then closing anyway. */
  tell<C extends keyof Commands>(command: C, ...params: Commands[C]['paramsType']): void;
};

export type Cdp = Session & { session(id: string): Session; isOpen(): boolean };

type Answer = { resolve(result: unknown): void; reject(error: Error): void };
type Message = {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: unknown;
  sessionId?: string;
};
type Listener = (params: unknown) => void;

/** A PDF of 20 MB arrives as one message in many chunks, which are joined once, at the end. */
const onMessage = (from: Readable, take: (message: Message) => void): void => {
  let pending: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const text = Buffer.concat([...pending, rest.subarray(0, end)]).toString();
      pending = [];
      rest = rest.subarray(end + 1);
      take(JSON.parse(text) as Message);
    }
    if (rest.length > 0) pending.push(rest);
  });
};

export const connectCdp = (toBrowser: Writable, fromBrowser: Readable): Cdp => {
  const waiting = new Map<number, Answer & { sessionId: string }>();
  const listeners = new Map<string, Map<string, Listener[]>>();
  let lastId = 0;
  let open = true;

  const settle = (id: number, result?: unknown, error?: { message: string }): void => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (error) answer?.reject(new Error(`the browser rejected a command: ${error.message}`));
    else answer?.resolve(result);
  };
  const forget = (sessionId: string, reason: string): void => {
    listeners.delete(sessionId);
    for (const [id, answer] of waiting) {
      if (answer.sessionId !== sessionId) continue;
      waiting.delete(id);
      answer.reject(new Error(reason));
    }
  };
  const close = (): void => {
    open = false;
    for (const { sessionId } of [...waiting.values()]) forget(sessionId, 'the browser is gone');
  };

  onMessage(fromBrowser, ({ id, result, error, method, params, sessionId = '' }) => {
    if (method !== undefined) {
      for (const listener of listeners.get(sessionId)?.get(method) ?? []) listener(params);
      if (method === 'Target.detachedFromTarget') {
        forget((params as { sessionId: string }).sessionId, 'the page is gone');
      }
      return;
    }
    settle(id ?? 0, result, error);
  });
  // A write to a browser that has just died raises an error here, which counts as the browser closing.
  for (const pipe of [toBrowser, fromBrowser]) pipe.on('error', close);
  fromBrowser.on('close', close);

  const wait = (sessionId: string, start: (id: number) => void): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!open) return reject(new Error('the browser is gone'));
      lastId += 1;
      waiting.set(lastId, { resolve, reject, sessionId });
      start(lastId);
    });
  const listen = (sessionId: string, event: string, listener: Listener): void => {
    const mine = listeners.get(sessionId) ?? new Map<string, Listener[]>();
    listeners.set(sessionId, mine.set(event, [...(mine.get(event) ?? []), listener]));
  };

  const session = (sessionId: string): Session => {
    const send = (method: string, params: unknown): Promise<unknown> =>
      wait(sessionId, (id) => {
        const to = sessionId === '' ? {} : { sessionId };
        toBrowser.write(`${JSON.stringify({ id, method, params, ...to })}\0`);
      });
    return {
      send: (command, ...params) => send(command, params[0] ?? {}) as Promise<never>,
      tell: (command, ...params) => {
        send(command, params[0] ?? {}).catch(() => undefined);
      },
      on: (event, listener) => listen(sessionId, event, listener as unknown as Listener),
      next: (event) => wait(sessionId, (id) => listen(sessionId, event, () => settle(id))) as Promise<never>,
    };
  };
  return { ...session(''), session, isOpen: () => open };
};
