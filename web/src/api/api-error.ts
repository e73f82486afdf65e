import * as z from 'zod/mini';

const Quota = z.object({
  of: z.enum(['project', 'user', 'notices']),
  window: z.enum(['hour', 'day']),
  limit: z.number(),
  used: z.number(),
  freeAt: z.string(),
});
type Quota = z.infer<typeof Quota>;

/** The members of an RFC 9457 problem that the page shows. */
const Problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
  quota: z.optional(Quota),
});
type Problem = z.infer<typeof Problem>;

/** An error response of the API. Any other error that a call throws is a failure of the network. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: NonNullable<Problem['errors']>;
  /** Set when a mail budget is used up. */
  readonly quota: Quota | null;
  /** From the `Retry-After` header. */
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

/** The quota in the page's language, with its time in the reader's own time zone. */
const sayQuota = ({ budget }: Words, { of, limit, used, freeAt }: Quota): string => {
  const style = { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  const at = new Intl.DateTimeFormat(budget.locale, style).format(new Date(freeAt));
  return budget[of === 'user' ? 'user' : 'project'](limit, used, at);
};

/** The message that the reader sees, in the page's language. */
export const sayError = (words: Words, error: unknown): string => {
  if (!(error instanceof ApiError)) return words.network;
  if (error.status === 404) return words.notFound;
  if (error.status === 403) return words.forbidden;
  if (error.status === 401) return words.unauthorized;
  if (error.quota) return sayQuota(words, error.quota);
  if (error.status === 429) return words.tooMany;
  return error.status >= 500 ? words.server : words.other;
};

/**
 * True for failures of the network and the server, and for 429, which may pass; a refusal is the same on the next try.
 */
export const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429;

/** The longest wait before a read is tried again, because nobody waits longer for a page to load. */
const longestWaitMs = 60_000;

/**
 * Milliseconds until a read is tried again: what the service's Retry-After asks for, up to a minute, otherwise longer
 * with each try.
 */
export const retryDelay = (count: number, error: unknown): number => {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : null;
  return seconds === null ? 500 * 2 ** count : Math.min(longestWaitMs, seconds * 1000);
};
