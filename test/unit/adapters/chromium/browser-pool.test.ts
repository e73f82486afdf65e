import { expect, test } from 'vitest';
import type { RunningBrowser } from '../../../../shared/adapters/chromium/browser.ts';
import { type BrowserPool, browserPool } from '../../../../shared/adapters/chromium/browser-pool.ts';

/** Tests which browser serves which owner, with fake browsers that only have a state. */

const browsers = (life = { documents: 3, megabytes: 100 }) => {
  const started: { alive: boolean; megabytes: number }[] = [];
  const prints = { count: 0, fail: false };
  const page = {
    setContent: async () => {},
    print: async () => {
      prints.count += 1;
      if (prints.fail) throw new Error('nothing was printed');
    },
    close: () => {},
  };
  const start = async () => {
    const state = { alive: true, megabytes: 10 };
    started.push(state);
    return {
      newPage: async () => page,
      prewarmPage: () => {},
      isAlive: () => state.alive,
      megabytes: () => state.megabytes,
      kill: async () => {
        state.alive = false;
      },
    } as unknown as RunningBrowser;
  };
  const alive = () => started.flatMap(({ alive }, i) => (alive ? [i] : []));
  return { started, alive, prints, start, pool: browserPool(start, life) };
};

test('an owner keeps its browser, and another owner gets a new one after the first is killed', async () => {
  const { pool, alive } = browsers();
  const first = await pool.take('prj_a');
  expect(await pool.take('prj_a')).toBe(first);
  const second = await pool.take('prj_b');
  expect(second).not.toBe(first);
  expect(alive()).toEqual([1]);
  // The first owner cannot get its browser back, because it was killed.
  expect(await pool.take('prj_a')).not.toBe(first);
});

test('a browser can be started before its owner is known, but not while another is in use', async () => {
  const { pool, started, alive } = browsers();
  pool.prewarm();
  pool.prewarm();
  await pool.take('prj_a');
  pool.prewarm();
  expect(started).toHaveLength(1);
  expect(alive()).toEqual([0]);
});

test('a browser that is started in advance prints once before it serves, and is replaced if that fails', async () => {
  const { pool, started, alive, prints } = browsers();
  pool.prewarm();
  await pool.take('prj_a');
  expect(prints.count).toBe(1);
  prints.fail = true;
  await pool.take('prj_b');
  pool.prepare();
  await pool.take('prj_c');
  expect(prints.count).toBe(2);
  expect(started).toHaveLength(4);
  expect(alive()).toEqual([3]);
});

test('a spare is started only after a second owner came, and serves the next one unless it has died', async () => {
  const { pool, started, alive } = browsers();
  await pool.take('prj_a');
  pool.prepare();
  expect(started).toHaveLength(1);
  await pool.take('prj_b');
  pool.prepare();
  pool.prepare();
  expect(started).toHaveLength(3);
  await pool.take('prj_c');
  expect(alive()).toEqual([2]);
  pool.prepare();
  await new Promise(setImmediate);
  const spare = started[3];
  if (!spare) throw new Error('a spare was started');
  spare.alive = false;
  const browser = await pool.take('prj_a');
  expect(browser.isAlive()).toBe(true);
  expect(alive()).toEqual([4]);
});

test('a browser that is about to be replaced gets its successor between two documents', async () => {
  const { pool, started } = browsers();
  for (let document = 1; document <= 3; document += 1) await pool.take('prj_a');
  pool.prepare();
  expect(started).toHaveLength(2);
  await pool.take('prj_a');
  expect(started).toHaveLength(2);
});

test.each([
  ['after its limit of documents', async () => {}, 4],
  [
    'when it uses too much memory after a document',
    async (state: { megabytes: number }, pool: BrowserPool) => {
      state.megabytes = 101;
      pool.prepare();
    },
    2,
  ],
  [
    'when the old one died while idle',
    async (state: { alive: boolean }) => {
      state.alive = false;
    },
    2,
  ],
] as const)('the same owner gets a new browser %s', async (_when, happen, atDocument) => {
  const { pool, started } = browsers();
  for (let document = 1; document < atDocument; document += 1) await pool.take('prj_a');
  expect(started).toHaveLength(1);
  const [first] = started;
  if (!first) throw new Error('one was started');
  await happen(first, pool);
  await pool.take('prj_a');
  expect(started).toHaveLength(2);
});

test('a browser that fails to start is started again for the next document, even as the spare', async () => {
  const { start, started } = browsers();
  let isBroken = true;
  const life = { documents: 3, megabytes: 100 };
  const pool = browserPool(() => (isBroken ? Promise.reject(new Error('no browser')) : start()), life);
  await expect(pool.take('prj_a')).rejects.toThrow('no browser');
  isBroken = false;
  await pool.take('prj_a');
  await pool.take('prj_b');
  isBroken = true;
  pool.prepare();
  isBroken = false;
  await pool.take('prj_c');
  expect(started).toHaveLength(3);
});

test('closing ends the browser in use and the spare, even if it is still starting', async () => {
  const { pool, alive, started } = browsers();
  await pool.take('prj_a');
  await pool.take('prj_b');
  pool.prepare();
  await pool.close();
  expect(started).toHaveLength(3);
  expect(alive()).toEqual([]);
});
