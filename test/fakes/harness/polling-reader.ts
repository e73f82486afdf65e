import type { ApiWorld } from '../worlds/api-world.ts';

/**
 * A page that stays open on one conversation and asks with the tag of its last answer, as the product's page does. Beside
 * it stands what a page without a tag would see, so that a 304 for what has changed is noticed.
 */

type Seen = { etag: string; text: string };

/** After this, whatever died in between, nobody may be answered 304 for what has changed (docs/decisions/0027). */
const mostStaleMs = 5 * 60_000;

export const pollingReader = (call: ApiWorld['call'], now: () => Date, user: string, path: string) => {
  let seen: Seen | null = null;
  let staleSince: number | null = null;
  return {
    /** Asks once. Answers what is wrong: a conversation that changed was answered 304 for longer than `patienceMs`. */
    look: async (patienceMs = mostStaleMs): Promise<string | null> => {
      const headers: Record<string, string> = seen === null ? {} : { 'if-none-match': seen.etag };
      const asked = await call(user, 'GET', path, { headers });
      if (asked.status === 200) seen = { etag: asked.headers.etag ?? '', text: asked.text };
      else if (asked.status !== 304) seen = null;
      const fresh = asked.status === 304 ? await call(user, 'GET', path) : null;
      const isStale = fresh !== null && fresh.status === 200 && fresh.text !== seen?.text;
      staleSince = isStale ? (staleSince ?? now().getTime()) : null;
      const stale = staleSince === null ? -1 : now().getTime() - staleSince;
      return stale > patienceMs || (isStale && patienceMs === 0)
        ? `${user} is answered 304 for what changed ${stale / 1000} s ago`
        : null;
    },
  };
};
