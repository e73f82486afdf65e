import type { ApiWorld } from '../worlds/api-world.ts';

/**
 * A page that stays open on one conversation and polls with the tag of its last answer, as the product's page does.
 * Each 304 is compared with the response to a request without a tag, so that a wrong one is found.
 */

type Seen = { etag: string; text: string };

/** After this time nobody may get 304 for changed content, whatever process died (docs/decisions/0027). */
const defaultMaxStaleMs = 5 * 60_000;

export const pollingReader = (call: ApiWorld['call'], now: () => Date, user: string, path: string) => {
  let seen: Seen | null = null;
  let staleSince: number | null = null;
  return {
    /** Polls once. Returns a complaint if a changed conversation has been answered with 304 for over `maxStaleMs`. */
    look: async (maxStaleMs = defaultMaxStaleMs): Promise<string | null> => {
      const headers: Record<string, string> = seen === null ? {} : { 'if-none-match': seen.etag };
      const asked = await call(user, 'GET', path, { headers });
      if (asked.status === 200) seen = { etag: asked.headers.etag ?? '', text: asked.text };
      else if (asked.status !== 304) seen = null;
      const fresh = asked.status === 304 ? await call(user, 'GET', path) : null;
      const isStale = fresh !== null && fresh.status === 200 && fresh.text !== seen?.text;
      staleSince = isStale ? (staleSince ?? now().getTime()) : null;
      const stale = staleSince === null ? -1 : now().getTime() - staleSince;
      return stale > maxStaleMs || (isStale && maxStaleMs === 0)
        ? `${user} gets 304 for content that changed ${stale / 1000} s ago`
        : null;
    },
  };
};
