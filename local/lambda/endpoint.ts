import { AwsError, type AwsService, isJson } from '../aws-server.ts';
import type { Functions } from './functions.ts';

/** Lambda's Invoke operation for SDK clients. */

const maxSyncBytes = 6 * 1024 * 1024;
const maxAsyncBytes = 1024 * 1024;

const path = /^\/2015-03-31\/functions\/(?<name>.+)\/invocations$/;

export const lambdaEndpoint =
  (functions: Functions): AwsService =>
  async ({ method, path: asked, headers, body }) => {
    const name = path.exec(asked)?.groups?.name;
    if (method !== 'POST' || name === undefined) throw new AwsError(404, 'UnknownOperationException', 'Only Invoke');
    if (!functions.has(name)) throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${name}`);
    const kind = headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (body.length > (kind === 'Event' ? maxAsyncBytes : maxSyncBytes))
      throw new AwsError(
        413,
        'RequestTooLargeException',
        `Request must be smaller than the limit, and was ${body.length}`,
      );
    const payload = body.length === 0 ? '{}' : body.toString('utf8');
    if (!isJson(payload))
      throw new AwsError(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    if (kind === 'DryRun') return { status: 204, body: '' };
    if (kind === 'Event') {
      functions.invokeAsync(name, payload);
      return { status: 202, body: '' };
    }
    const outcome = await functions.invoke(name, payload);
    const executed = { 'x-amz-executed-version': '$LATEST' };
    if (outcome.ok) return { status: 200, body: outcome.payload, headers: executed };
    if (outcome.error.errorType === 'TooManyRequestsException')
      throw new AwsError(429, 'TooManyRequestsException', outcome.error.errorMessage);
    return { status: 200, body: outcome.error, headers: { ...executed, 'x-amz-function-error': 'Unhandled' } };
  };
