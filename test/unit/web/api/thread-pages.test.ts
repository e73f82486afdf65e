import { expect, test } from 'vitest';
import type { EmailView, ThreadView } from '../../../../web/src/api/shapes.ts';
import { type Loaded, type PageRequest, readThread, withOlder } from '../../../../web/src/api/thread-pages.ts';
import { openAtFirst } from '../../../../web/src/emails/thread-open.ts';

const email = (n: number, state = 'sent', unread = false) =>
  ({ id: `eml_${String(n).padStart(3, '0')}`, kind: 'reply', state, unread, relayOf: null }) as EmailView;

/** A service with emails 1 … `count`, pages of 25 and an ETag that `revision` is. */
const service = (count: number, unreadFrom = count + 1) => {
  const state = { count, revision: 1, states: new Map<number, string>(), asked: [] as PageRequest[] };
  const ask = async (asked: PageRequest) => {
    state.asked.push(asked);
    const etag = `"${state.revision}"`;
    if (asked.etag === etag) return null;
    const end = asked.cursor === undefined ? state.count : Number(asked.cursor) - 1;
    const start = Math.max(1, end - asked.limit + 1);
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
const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('a poll is one conditional request, and the very same thing where nothing changed', async () => {
  const { state, ask } = service(104);
  const loaded = await readThread(ask, () => undefined, 0);
  expect(numbers(loaded)).toEqual(upTo(80, 104));
  state.asked = [];
  expect(await readThread(ask, () => loaded, 60_000)).toBe(loaded);
  expect(state.asked).toEqual([{ limit: 25, etag: '"1"' }]);
});

test('older pages are loaded until the first unread email is there, and the bound is reached at worst', async () => {
  const { ask } = service(104, 65);
  expect(numbers(await readThread(ask, () => undefined, 0))).toEqual(upTo(55, 104));
  const long = service(500, 2);
  expect(numbers(await readThread(long.ask, () => undefined, 0))).toHaveLength(25 + 6 * 25);
});

test('an older page that fails leaves the newest emails to be read', async () => {
  const { ask } = service(104, 65);
  const loaded = await readThread(
    (asked) => (asked.cursor === undefined ? ask(asked) : Promise.reject(new Error('503'))),
    () => undefined,
    0,
  );
  expect(numbers(loaded)).toEqual(upTo(80, 104));
  expect(loaded.thread.nextCursor).toBe('80');
});

test('what arrives is added to what is loaded; a change further back is seen within ten seconds, by as many requests as there are pages', async () => {
  const { state, ask } = service(104);
  const first = await readThread(ask, () => undefined, 0);
  const older = await ask({ limit: 25, cursor: first.thread.nextCursor ?? '' });
  const loaded: Loaded = { ...first, thread: older ? withOlder(first.thread, older.page) : first.thread };
  expect(numbers(loaded)).toEqual(upTo(55, 104));

  state.count = 105;
  state.revision = 2;
  state.states.set(60, 'failed');
  const soon = await readThread(ask, () => loaded, 2000);
  expect(numbers(soon)).toEqual(upTo(55, 105));
  expect([soon.isStale, soon.thread.emails[5]?.state]).toEqual([true, 'sent']);

  state.asked = [];
  const later = await readThread(ask, () => soon, 10_000);
  expect(numbers(later)).toEqual(expect.arrayContaining(upTo(55, 105)));
  expect(later.thread.emails.find(({ id }) => id === 'eml_060')?.state).toBe('failed');
  expect(state.asked.map(({ cursor }) => cursor)).toEqual([undefined, undefined, '81', '56']);
  expect(await readThread(ask, () => later, 30_000)).toBe(later);
});

test('after a long sleep the gap between what is loaded and what is new is closed', async () => {
  const { state, ask } = service(60);
  const loaded = await readThread(ask, () => undefined, 0);
  state.count = 140;
  state.revision = 2;
  const now = await readThread(ask, () => loaded, 3_600_000);
  expect(numbers(now)).toEqual(upTo(16, 140));
});

const items = (...emails: EmailView[]) => emails.map((one) => ({ email: one, relays: [] }));

test('read letters of a long thread are folded; the unread ones, the newest and whatever arrives stand open', () => {
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
