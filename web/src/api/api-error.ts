import * as z from 'zod/mini';

/** RFC 9457, as much of it as the page shows. */
const Problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
});
type Problem = z.infer<typeof Problem>;

/** A refusal by the API. Anything else that a call throws is the network. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: NonNullable<Problem['errors']>;

  constructor(status: number, body: unknown) {
    const parsed = Problem.safeParse(body);
    super(parsed.success ? parsed.data.detail : `HTTP ${status}`);
    this.status = status;
    this.code = parsed.success ? parsed.data.code : 'unknown';
    this.errors = parsed.success ? (parsed.data.errors ?? []) : [];
  }
}

type Words = Record<'network' | 'notFound' | 'forbidden' | 'unauthorized' | 'tooMany' | 'server' | 'other', string>;

/** What to tell the reader, in their language. */
export const sayError = (words: Words, error: unknown): string => {
  if (!(error instanceof ApiError)) return words.network;
  if (error.status === 404) return words.notFound;
  if (error.status === 403) return words.forbidden;
  if (error.status === 401) return words.unauthorized;
  if (error.status === 429) return words.tooMany;
  return error.status >= 500 ? words.server : words.other;
};

/** A refusal will be the same the next time; a broken network or server may not be. */
export const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429;
