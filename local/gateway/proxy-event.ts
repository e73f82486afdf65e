import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { account, region } from '../settings.ts';
import type { Verdict } from './authorizer.ts';
import { decode, type Match } from './match-route.ts';

/** The event that API Gateway sends to a function for a request, in payload format 2.0. */

/** True for a body that is passed on as text; every other body is passed on as base64. */
const isText = (contentType: string): boolean =>
  /^(?:text\/|application\/(?:json|javascript|xml)\b|application\/[^;]+\+(?:json|xml)\b)/i.test(contentType);

const joined = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headersDistinct)
      .filter(([name]) => name !== 'cookie')
      .map(([name, values]) => [name, (values ?? []).join(',')]),
  );

/** Claims are passed on as text, lists as "[a b]". */
const claimsAsText = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );

const queryOf = (rawQuery: string): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery))
    found[name] = name in found ? `${found[name]},${value}` : value;
  return found;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');
/** 12/Mar/2026:19:03:58 +0000 */
const commonLogTime = (at: Date): string =>
  `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;

export const proxyEvent = (given: {
  request: IncomingMessage;
  apiId: string;
  match: Match;
  verdict: Verdict;
  rawPath: string;
  rawQuery: string;
  body: Buffer;
}) => {
  const { request, apiId, match, verdict, rawPath, rawQuery, body } = given;
  const now = new Date();
  const cookies = request.headers.cookie?.split(/;\s*/);
  const text = isText(request.headers['content-type'] ?? '');
  const query = queryOf(rawQuery);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: decode(rawPath),
    rawQueryString: rawQuery,
    ...(cookies ? { cookies } : {}),
    headers: joined(request),
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: match.pathParameters } : {}),
    requestContext: {
      accountId: account,
      apiId,
      ...(verdict.kind === 'allowed'
        ? { authorizer: { jwt: { claims: claimsAsText(verdict.claims), scopes: verdict.scopes } } }
        : {}),
      domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: decode(rawPath),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !text,
  };
};
