import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An HTTP endpoint that replies as the test plans and keeps its requests, to test the real clients of the SDK. */

/** `connection` is the client's port. */
type Received = { method: string; path: string; target: string; body: string; connection: number };
export type Reply =
  | { status: number; body?: unknown; errorType?: string }
  /** Reads the whole request and resets the connection without a response. */
  | 'reset'
  /** Reads the whole request and never responds. */
  | 'silence';

export type ScriptedServer = {
  endpoint: string;
  received: Received[];
  next(...replies: Reply[]): void;
  stop(): Promise<void>;
};

const say = (response: ServerResponse, reply: Exclude<Reply, string>): void => {
  const errorType = reply.errorType === undefined ? {} : { 'x-amzn-errortype': reply.errorType };
  response.writeHead(reply.status, { 'content-type': 'application/json', ...errorType });
  response.end(JSON.stringify(reply.body ?? {}));
};

export const scriptedServer = async (): Promise<ScriptedServer> => {
  const received: Received[] = [];
  const plan: Reply[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    const connection = request.socket.remotePort ?? 0;
    received.push({ method: request.method ?? '', path: request.url ?? '', target, body, connection });
    const reply = plan.shift() ?? { status: 500, body: { message: 'the test planned no reply to this call' } };
    if (reply === 'reset') request.socket.resetAndDestroy();
    else if (reply !== 'silence') say(response, reply);
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    next: (...replies) => void plan.push(...replies),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export const localAccount = {
  region: 'ca-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
