import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A server that stops at a chosen request, either before doing anything or after the work but before the answer. */

export type ReceivedRequest = { method: string; headers: IncomingHttpHeaders; body: Buffer };
export type Halt = { at: (received: ReceivedRequest) => boolean; when: 'before' | 'after' };

type Answer = (received: ReceivedRequest, request: IncomingMessage, response: ServerResponse) => void;

export const haltingServer = async (answer: Answer) => {
  let planned: (Halt & { reached: () => void }) | null = null;
  const server = createServer(async (request, response) => {
    const received = { method: request.method ?? '', headers: request.headers, body: await buffer(request) };
    const halt = planned?.at(received) ? planned : null;
    if (halt) planned = null;
    if (halt?.when === 'before') return halt.reached();
    if (!halt) return answer(received, request, response);
    // The work is done, but the client gets no answer.
    const { end } = response;
    response.end = ((...given: unknown[]) => {
      response.end = end;
      if (given.length >= 0) halt.reached();
      return response;
    }) as typeof end;
    answer(received, request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Resolves when the request has arrived, or when its work is done. */
    halt: (halt: Halt): Promise<void> => new Promise((reached) => (planned = { ...halt, reached })),
    stop: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
};
