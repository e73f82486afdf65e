import type { CommunicationView, EmailView, ThreadView } from './shapes.ts';

/**
 * The loaded part of a conversation: always its newest emails, and older ones page by page. Only the newest page is
 * polled, with its ETag. All requests go through `ask`.
 */

export type PageRequest = { limit: number; cursor?: string; etag?: string };
/** Null when the page with this ETag has not changed. */
export type Answered = { page: ThreadView; etag: string | null } | null;

export type Loaded = {
  thread: ThreadView;
  etag: string | null;
  /** When everything that is loaded was last read, in milliseconds, and whether it has changed since. */
  readAt: number;
  isStale: boolean;
};

/** Emails on a page, which the service reads in well under a second. */
const pageSize = 25;
/** Emails further back than this many pages are read again only when the conversation is reopened. */
const mostPages = 6;
/**
 * Milliseconds between two readings of all loaded pages. Without this limit, a thread with a hundred changing delivery
 * states would be read in full every second.
 */
const rereadEvery = 10_000;

const without = (emails: readonly EmailView[], known: readonly EmailView[]): EmailView[] => {
  const ids = new Set(known.map(({ id }) => id));
  return emails.filter(({ id }) => !ids.has(id));
};

/**
 * Puts the older emails of `before` in front of the page just read, but only if the two overlap: otherwise emails may
 * be missing between them.
 */
const joined = (before: ThreadView, now: ThreadView): ThreadView => {
  const at = before.emails.findIndex(({ id }) => id === now.emails[0]?.id);
  if (at <= 0) return now;
  return { ...now, emails: [...before.emails.slice(0, at), ...now.emails], nextCursor: before.nextCursor };
};

/** Puts an older page in front of everything that is loaded. */
export const withOlder = (thread: ThreadView, page: ThreadView): ThreadView => ({
  ...thread,
  emails: [...without(page.emails, thread.emails), ...thread.emails],
  nextCursor: page.nextCursor,
});

/** Shows an accepted email at once; the next poll reads it from the service. */
export const justAccepted = (communication: CommunicationView): Loaded => ({
  thread: { ...communication, emails: [], nextCursor: null },
  etag: null,
  readAt: 0,
  isStale: true,
});

type Ask = (request: PageRequest) => Promise<Answered>;

/** Reads backwards until `isEnough`, or until the limit of pages is reached. */
const readBack = async (
  ask: Ask,
  thread: ThreadView,
  isEnough: (thread: ThreadView) => boolean,
): Promise<ThreadView> => {
  let found = thread;
  for (let page = 0; page < mostPages && found.nextCursor !== null && !isEnough(found); page += 1) {
    // Recovery: the page shows what it has, and a button loads the rest.
    const older = await ask({ limit: pageSize, cursor: found.nextCursor }).catch(() => null);
    if (!older) break;
    found = withOlder(found, older.page);
  }
  return found;
};

const holdsUnread = ({ emails, unreadCount }: ThreadView): boolean =>
  emails.filter(({ unread }) => unread).length >= unreadCount;

/**
 * Reads the newest page, and older ones where the loaded emails may have changed. `current` returns what is loaded when
 * a response arrives, which may be more than when it was requested.
 */
export const readThread = async (ask: Ask, current: () => Loaded | undefined, now: number): Promise<Loaded> => {
  const known = current();
  const newest = await ask({ limit: pageSize, ...(known?.etag == null ? {} : { etag: known.etag }) });
  const before = current();
  if (newest === null && before && (!before.isStale || now - before.readAt < rereadEvery)) return before;
  if (newest !== null && (!before || before.thread.emails.length === 0)) {
    const thread = await readBack(ask, newest.page, holdsUnread);
    return { thread, etag: newest.etag, readAt: now, isStale: false };
  }
  const oldest = before?.thread.emails[0]?.id;
  const reaches = ({ emails }: ThreadView): boolean => emails.some(({ id }) => id === oldest);
  if (newest !== null && before && (reaches(newest.page) || now - before.readAt < rereadEvery)) {
    const thread = joined(before.thread, newest.page);
    const isWhole = reaches(newest.page);
    return { thread, etag: newest.etag, readAt: isWhole ? now : before.readAt, isStale: !isWhole };
  }
  const first = newest ?? (await ask({ limit: pageSize }));
  if (first === null) throw new Error('the service answered 304 to an unconditional request');
  const thread = await readBack(ask, first.page, reaches);
  const latest = current();
  return { thread: latest ? joined(latest.thread, thread) : thread, etag: first.etag, readAt: now, isStale: false };
};
