import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { host, PlainError } from './settings.ts';

/** The HTTP functions that the run's own servers share. */

export type Listening = { port: number; stop(): Promise<void> };
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Reads the whole body. Null when it exceeds `limit` bytes; the rest is still read, so that the client can read the
 * response.
 */
export const readBody = async (request: IncomingMessage, limit = Number.POSITIVE_INFINITY): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  return bytes > limit ? null : Buffer.concat(chunks);
};

export const answer = (
  response: ServerResponse,
  status: number,
  body: string | Uint8Array = '',
  headers: Record<string, string | string[]> = {},
): void => {
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : body);
};

export const answerJson = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string | string[]> = {},
): void => answer(response, status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });

/** Without this check, somebody else's DNS name that points to loopback could reach us through a visitor's browser. */
export const isLocalName = (request: IncomingMessage): boolean =>
  /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '');

/** Starts an HTTP server on loopback; port 0 means any free port. A handler that throws is logged and gives 500. */
export const listen = async (port: number, handle: Handler, variable?: string): Promise<Listening> => {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that disconnected is not an error; anything else is a bug of ours and must be visible.
      if (!request.complete && request.destroyed) return;
      console.error(error);
      if (!response.headersSent) answerJson(response, 500, { message: 'Internal Server Error' });
      else response.destroy();
    });
  });
  server.requestTimeout = 0;
  await open(server, port, variable);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

/**
 * Listens on loopback; for HTTP servers and others. Rejects with a PlainError if the port is taken or needs privileges,
 * and names `variable`, with which the user can choose another.
 */
export const open = (
  server: {
    listen(port: number, host: string, done: () => void): unknown;
    once(e: 'error', f: (x: Error) => void): unknown;
  },
  port: number,
  variable?: string,
): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', (error: Error & { code?: string }) => fail(portError(error, port, variable)));
    server.listen(port, host, done);
  });

const portError = (error: Error & { code?: string }, port: number, variable = 'PORT'): Error => {
  if (error.code === 'EADDRINUSE')
    return new PlainError(
      `Port ${port} is taken: stop the program that uses it, or choose another one, for example ${variable}=${port + 100} npm start`,
    );
  if (error.code === 'EACCES')
    return new PlainError(
      `Port ${port} needs special privileges: choose one above 1023, for example ${variable}=4000 npm start`,
    );
  return error;
};
