import { expect, test } from 'vitest';
import type { EmailView, ThreadView } from '../../../../web/src/api/shapes.ts';
import { type Loaded, type PageRequest, readThread, withOlder } from '../../../../web/src/api/thread-pages.ts';
import { openAtFirst } from '../../../../web/src/emails/thread-open.ts';

const email = (n: number, state = 'sent', unread = false) =>
  ({ id: `eml_${String(n).padStart(3, '0')}`, kind: 'reply', state, unread, relayOf: null }) as EmailView;

/** A service with emails 1 … `count`, pages of 25, and `revision` as its ETag. */
const service = (count: number, unreadFrom = count + 1) => {
  const state = { count, revision: 1, states: new Map<number, string>(), requests: [] as PageRequest[] };
  const ask = async (request: PageRequest) => {
    state.requests.push(request);
    const etag = `"${state.revision}"`;
    if (request.etag === etag) return null;
    const end = request.cursor === undefined ? state.count : Number(request.cursor) - 1;
    const start = Math.max(1, end - request.limit + 1);
    const emails = Array.from({ length: end - start + 1 }, (_, i) => start + i);
    const page = {
      unreadCount: Math.max(0, state.count - unreadFrom + 1),
      emails: emails.map((n) => email(n, state.states.get(n), n >= unreadFrom)),
      nextCursor: start > 1 ? String(start) : null,
    } as ThreadView;
    return { page, etag };
  };
  return { state, ask };
};
const numbers = ({ thread }: Loaded): number[] => thread.emails.map(({ id }) => Number(id.slice(4)));
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('a poll is one conditional request, and returns the same object if nothing changed', async () => {
  const { state, ask } = service(104);
  const loaded = await readThread(ask, () => undefined, 0);
  expect(numbers(loaded)).toEqual(range(80, 104));
  state.requests = [];
  expect(await readThread(ask, () => loaded, 60_000)).toBe(loaded);
  expect(state.requests).toEqual([{ limit: 25, etag: '"1"' }]);
});

test('older pages are loaded until the first unread email is reached, up to a limit', async () => {
  const { ask } = service(104, 65);
  expect(numbers(await readThread(ask, () => undefined, 0))).toEqual(range(55, 104));
  const long = service(500, 2);
  expect(numbers(await readThread(long.ask, () => undefined, 0))).toHaveLength(25 + 6 * 25);
});

test('the newest emails can be read even if an older page fails to load', async () => {
  const { ask } = service(104, 65);
  const loaded = await readThread(
    (request) => (request.cursor === undefined ? ask(request) : Promise.reject(new Error('503'))),
    () => undefined,
    0,
  );
  expect(numbers(loaded)).toEqual(range(80, 104));
  expect(loaded.thread.nextCursor).toBe('80');
});

test('new emails are added to the loaded ones, and older pages are read again within ten seconds', async () => {
  const { state, ask } = service(104);
  const first = await readThread(ask, () => undefined, 0);
  const older = await ask({ limit: 25, cursor: first.thread.nextCursor ?? '' });
  const loaded: Loaded = { ...first, thread: older ? withOlder(first.thread, older.page) : first.thread };
  expect(numbers(loaded)).toEqual(range(55, 104));

  state.count = 105;
  state.revision = 2;
  state.states.set(60, 'failed');
  const soon = await readThread(ask, () => loaded, 2000);
  expect(numbers(soon)).toEqual(range(55, 105));
  expect([soon.isStale, soon.thread.emails[5]?.state]).toEqual([true, 'sent']);

  state.requests = [];
  const later = await readThread(ask, () => soon, 10_000);
  expect(numbers(later)).toEqual(expect.arrayContaining(range(55, 105)));
  expect(later.thread.emails.find(({ id }) => id === 'eml_060')?.state).toBe('failed');
  expect(state.requests.map(({ cursor }) => cursor)).toEqual([undefined, undefined, '81', '56']);
  expect(await readThread(ask, () => later, 30_000)).toBe(later);
});

test('after a long sleep, the gap between the loaded and the new emails is filled', async () => {
  const { state, ask } = service(60);
  const loaded = await readThread(ask, () => undefined, 0);
  state.count = 140;
  state.revision = 2;
  const now = await readThread(ask, () => loaded, 3_600_000);
  expect(numbers(now)).toEqual(range(16, 140));
});

const items = (...emails: EmailView[]) => emails.map((one) => ({ email: one, relays: [] }));

test('read emails of a long thread are folded; unread, newest and arriving ones are open', () => {
  const seen = items(email(1), email(2), email(3, 'sent', true), email(4), email(5));
  const first = openAtFirst(seen, new Map());
  expect([...first.values()]).toEqual([false, false, true, false, true]);
  const more = openAtFirst(items(email(0), ...seen.map(({ email: one }) => one), email(6)), first);
  expect([...more]).toEqual([
    ['eml_000', false],
    ['eml_006', true],
  ]);
  expect([...openAtFirst(items(email(1), email(2), email(3)), new Map()).values()]).toEqual([true, true, true]);
});
