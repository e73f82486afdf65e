import * as z from 'zod/mini';

const Quota = z.object({
  of: z.enum(['project', 'user', 'notices']),
  window: z.enum(['hour', 'day']),
  limit: z.number(),
  used: z.number(),
  freeAt: z.string(),
});
type Quota = z.infer<typeof Quota>;

/** RFC 9457, as much of it as the page shows. */
const Problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
  quota: z.optional(Quota),
});
type Problem = z.infer<typeof Problem>;

/** A refusal by the API. Anything else that a call throws is the network. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: NonNullable<Problem['errors']>;
  /** Of a mail budget that is used up. */
  readonly quota: Quota | null;
  /** What `Retry-After` says. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const parsed = Problem.safeParse(body);
    super(parsed.success ? parsed.data.detail : `HTTP ${status}`);
    this.status = status;
    this.code = parsed.success ? parsed.data.code : 'unknown';
    this.errors = parsed.success ? (parsed.data.errors ?? []) : [];
    this.quota = parsed.success ? (parsed.data.quota ?? null) : null;
    this.retryAfterSeconds = Number(retryAfter) || null;
  }
}

type Words = Record<'network' | 'notFound' | 'forbidden' | 'unauthorized' | 'tooMany' | 'server' | 'other', string> & {
  budget: Record<'project' | 'user', (limit: number, used: number, at: string) => string> & { locale: string };
};

/** In the language of the page, and the reader's own time. */
const sayQuota = ({ budget }: Words, { of, limit, used, freeAt }: Quota): string => {
  const style = { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  const at = new Intl.DateTimeFormat(budget.locale, style).format(new Date(freeAt));
  return budget[of === 'user' ? 'user' : 'project'](limit, used, at);
};

/** What to tell the reader, in their language. */
export const sayError = (words: Words, error: unknown): string => {
  if (!(error instanceof ApiError)) return words.network;
  if (error.status === 404) return words.notFound;
  if (error.status === 403) return words.forbidden;
  if (error.status === 401) return words.unauthorized;
  if (error.quota) return sayQuota(words, error.quota);
  if (error.status === 429) return words.tooMany;
  return error.status >= 500 ? words.server : words.other;
};

/** A refusal will be the same the next time; a broken network or server may not be. */
export const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429;

/** Nobody waits longer at the page for something that it only reads. */
const longestWaitMs = 60_000;

/** Milliseconds until a read is tried again: as long as the service asks for, else longer each time. */
export const retryDelay = (count: number, error: unknown): number => {
  const asked = error instanceof ApiError ? error.retryAfterSeconds : null;
  return asked === null ? 500 * 2 ** count : Math.min(longestWaitMs, asked * 1000);
};
