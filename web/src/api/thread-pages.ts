import type { CommunicationView, EmailView, ThreadView } from './shapes.ts';

/**
 * A conversation as far as it is loaded: its newest emails always, older ones page by page. Only the newest page is
 * asked for again and again, by its ETag. Pure, but for what `ask` does.
 */

export type PageRequest = { limit: number; cursor?: string; etag?: string };
/** Null: what has this ETag is still so. */
export type Answered = { page: ThreadView; etag: string | null } | null;

export type Loaded = {
  thread: ThreadView;
  etag: string | null;
  /** When all that is loaded was last read, and whether something has changed since: in milliseconds. */
  readAt: number;
  isStale: boolean;
};

/** What the service answers in well under a second. */
const pageSize = 25;
/** Emails further back than this many pages are read again only when the conversation is opened anew. */
const mostPages = 6;
/** A thread in which a hundred people's states move would otherwise be read whole once a second. */
const rereadEvery = 10_000;

const without = (emails: readonly EmailView[], known: readonly EmailView[]): EmailView[] => {
  const ids = new Set(known.map(({ id }) => id));
  return emails.filter(({ id }) => !ids.has(id));
};

/** Older emails of `before` go in front of what was just read, if both meet: there may be a gap between them otherwise. */
const joined = (before: ThreadView, now: ThreadView): ThreadView => {
  const at = before.emails.findIndex(({ id }) => id === now.emails[0]?.id);
  if (at <= 0) return now;
  return { ...now, emails: [...before.emails.slice(0, at), ...now.emails], nextCursor: before.nextCursor };
};

/** An older page in front of all that is loaded. */
export const withOlder = (thread: ThreadView, page: ThreadView): ThreadView => ({
  ...thread,
  emails: [...without(page.emails, thread.emails), ...thread.emails],
  nextCursor: page.nextCursor,
});

/** As it was accepted: shown at once, and read at the next look. */
export const justAccepted = (communication: CommunicationView): Loaded => ({
  thread: { ...communication, emails: [], nextCursor: null },
  etag: null,
  readAt: 0,
  isStale: true,
});

type Ask = (asked: PageRequest) => Promise<Answered>;

/** Reads back in time until `isEnough`, or as far as the bound goes. */
const readBack = async (
  ask: Ask,
  thread: ThreadView,
  isEnough: (thread: ThreadView) => boolean,
): Promise<ThreadView> => {
  let found = thread;
  for (let page = 0; page < mostPages && found.nextCursor !== null && !isEnough(found); page += 1) {
    // Recovery: what is there is shown, and a button asks for the rest.
    const older = await ask({ limit: pageSize, cursor: found.nextCursor }).catch(() => null);
    if (!older) break;
    found = withOlder(found, older.page);
  }
  return found;
};

const holdsUnread = ({ emails, unreadCount }: ThreadView): boolean =>
  emails.filter(({ unread }) => unread).length >= unreadCount;

/** `current`: what is loaded when the answer is there, which may be more than when it was asked for. */
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
  if (first === null) throw new Error('an answer without a body to a question without a condition');
  const thread = await readBack(ask, first.page, reaches);
  const latest = current();
  return { thread: latest ? joined(latest.thread, thread) : thread, etag: first.etag, readAt: now, isStale: false };
};
