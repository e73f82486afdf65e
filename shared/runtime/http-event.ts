import { z } from 'zod';

/**
 * The request as API Gateway passes it (HTTP API, payload 2.0): the parts that we use. Header names are in lower case.
 */
export const HttpEvent = z.object({
  routeKey: z.string(),
  headers: z.record(z.string(), z.string()),
  pathParameters: z.record(z.string(), z.string()).default({}),
  queryStringParameters: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }).optional() }).optional(),
  }),
  body: z.string().default(''),
  isBase64Encoded: z.boolean(),
});
export type HttpEvent = z.infer<typeof HttpEvent>;

export type HttpResult = { statusCode: number; headers: Record<string, string>; body?: string };
