import type { IncomingMessage } from 'node:http';
import type { CorsRule } from '../template/storage.ts';

/** A bucket's CORS rules as S3 applies them: the first rule that matches origin, method and headers. */

const fits = (pattern: string, text: string): boolean => {
  const [before = '', after] = pattern.toLowerCase().split('*');
  const value = text.toLowerCase();
  return after === undefined ? before === value : value.startsWith(before) && value.endsWith(after);
};

export const corsRule = (rules: CorsRule[], request: IncomingMessage): CorsRule | null => {
  const { origin } = request.headers;
  if (!origin) return null;
  const preflight = request.method === 'OPTIONS';
  const method = preflight ? String(request.headers['access-control-request-method'] ?? '') : (request.method ?? '');
  const asked = preflight ? String(request.headers['access-control-request-headers'] ?? '') : '';
  const headers = asked
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const rule = rules.find(
    (one) =>
      one.AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      one.AllowedMethods.includes(method) &&
      headers.every((name) => one.AllowedHeaders.some((pattern) => fits(pattern, name))),
  );
  return rule ?? null;
};

export const corsHeaders = (rule: CorsRule | null, request: IncomingMessage): Record<string, string> => {
  if (!rule) return {};
  const { origin = '' } = request.headers;
  const every = rule.AllowedOrigins.includes('*');
  const common = {
    'access-control-allow-origin': every ? '*' : origin,
    ...(every ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.ExposedHeaders.length > 0 ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
  if (request.method !== 'OPTIONS') return common;
  const asked = String(request.headers['access-control-request-headers'] ?? '');
  return {
    ...common,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked ? { 'access-control-allow-headers': asked } : {}),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
  };
};
