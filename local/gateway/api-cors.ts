import type { IncomingMessage } from 'node:http';
import type { ApiCors } from '../template/api-and-mail.ts';

/** API Gateway answers a preflight request itself, and adds CORS headers to every response to an allowed origin. */

export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

export const apiCorsHeaders = (cors: ApiCors | null, request: IncomingMessage): Record<string, string> => {
  const { origin } = request.headers;
  if (!cors || !origin || !(cors.AllowOrigins.includes('*') || cors.AllowOrigins.includes(origin))) return {};
  const allowed = {
    'access-control-allow-origin': cors.AllowOrigins.includes('*') ? '*' : origin,
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders.length > 0 ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
    vary: 'origin',
  };
  if (!isPreflight(request)) return allowed;
  return {
    ...allowed,
    'access-control-allow-methods': cors.AllowMethods.join(','),
    'access-control-allow-headers': cors.AllowHeaders.join(','),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
};
