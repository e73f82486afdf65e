import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, answerJson, type Listening, listen, readBody } from './http.ts';

/** One port for all AWS services that the run provides itself; the request says which one it is for. */

type AwsRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** The operation of a JSON service, from X-Amz-Target; empty for REST services. */
  operation: string;
  body: Buffer;
};
type AwsAnswer = { status: number; body: unknown; headers?: Record<string, string> };
export type AwsService = (request: AwsRequest) => Promise<AwsAnswer>;

/** An error as the service itself would return it: the SDK derives its exception classes from `code`. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** True for any JSON text, an object or not. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export type AwsServices = {
  dynamo?: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;
  stepFunctions?: AwsService;
  secrets?: AwsService;
  ses?: AwsService;
  lambda?: AwsService;
};

/** SES accepts 40 MB, which become 54 MB as base64 in JSON. */
const maxRequestBytes = 64 * 1024 * 1024;

const serviceFor = (services: AwsServices, target: string, path: string): AwsService | undefined => {
  if (target.startsWith('AWSStepFunctions.')) return services.stepFunctions;
  if (target.startsWith('secretsmanager.')) return services.secrets;
  if (path.startsWith('/v2/email/')) return services.ses;
  if (path.startsWith('/2015-03-31/functions/')) return services.lambda;
  return undefined;
};

const answerError = (response: ServerResponse, error: AwsError, contentType: string): void =>
  answerJson(
    response,
    error.status,
    { __type: error.code, message: error.message, Message: error.message },
    { 'content-type': contentType, 'x-amzn-errortype': error.code },
  );

/** Listens on any free port of loopback. A request for a service that is not in `services` gets an AWS error. */
export const startAwsServer = (services: AwsServices): Promise<Listening> =>
  listen(0, async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const url = new URL(request.url ?? '/', 'http://local');
    const contentType = target ? 'application/x-amz-json-1.0' : 'application/json';
    const body = await readBody(request, maxRequestBytes);
    if (body === null) {
      answerError(response, new AwsError(413, 'RequestEntityTooLargeException', 'Request too large'), contentType);
      return;
    }
    if (target.startsWith('DynamoDB_') && services.dynamo) {
      services.dynamo(request, body, response);
      return;
    }
    const service = serviceFor(services, target, url.pathname);
    if (!service) {
      answerError(
        response,
        new AwsError(400, 'UnknownOperationException', 'This service is not part of the local run'),
        contentType,
      );
      return;
    }
    // An error of the service is returned in the shape that the SDK expects; any other error is a bug, and becomes the
    // server's own 500.
    try {
      const {
        status,
        body: value,
        headers = {},
      } = await service({
        method: request.method ?? 'GET',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: request.headers,
        operation: target.split('.').at(-1) ?? '',
        body,
      });
      if (typeof value === 'string') answer(response, status, value, { 'content-type': contentType, ...headers });
      else answerJson(response, status, value, { 'content-type': contentType, ...headers });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      answerError(response, error, contentType);
    }
  });
