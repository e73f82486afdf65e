import { expect, test } from 'vitest';
import type { RunningBrowser } from '../../../../shared/adapters/chromium/browser.ts';
import { type BrowserKeeper, browserKeeper } from '../../../../shared/adapters/chromium/browser-pool.ts';

/** Tests which browser serves which owner, with fake browsers that only have a state. */

const page = { setContent: async () => {}, print: async () => Buffer.from('%PDF'), close: async () => {} };

const browsers = (life = { documents: 3, megabytes: 100 }) => {
  const started: { alive: boolean; megabytes: number }[] = [];
  const start = async () => {
    const state = { alive: true, megabytes: 10 };
    started.push(state);
    return {
      newPage: async () => page,
      expectPage: () => {},
      isAlive: () => state.alive,
      megabytes: () => state.megabytes,
      kill: async () => {
        state.alive = false;
      },
    } as unknown as RunningBrowser;
  };
  const alive = () => started.flatMap(({ alive }, i) => (alive ? [i] : []));
  return { started, alive, start, keeper: browserKeeper(start, life) };
};

test('an owner keeps its browser, and another owner gets a new one after the first is killed', async () => {
  const { keeper, alive } = browsers();
  const first = await keeper.take('prj_a');
  expect(await keeper.take('prj_a')).toBe(first);
  const second = await keeper.take('prj_b');
  expect(second).not.toBe(first);
  expect(alive()).toEqual([1]);
  // The first owner cannot get its browser back, because it was killed.
  expect(await keeper.take('prj_a')).not.toBe(first);
});

test('a browser can be started before its owner is known, but not while another is in use', async () => {
  const { keeper, started, alive } = browsers();
  keeper.ahead();
  keeper.ahead();
  await keeper.take('prj_a');
  keeper.ahead();
  expect(started).toHaveLength(1);
  expect(alive()).toEqual([0]);
});

test('a spare is started only after a second owner came, and serves the next one unless it has died', async () => {
  const { keeper, started, alive } = browsers();
  await keeper.take('prj_a');
  keeper.prepare();
  expect(started).toHaveLength(1);
  await keeper.take('prj_b');
  keeper.prepare();
  keeper.prepare();
  expect(started).toHaveLength(3);
  await keeper.take('prj_c');
  expect(alive()).toEqual([2]);
  keeper.prepare();
  await new Promise(setImmediate);
  const spare = started[3];
  if (!spare) throw new Error('a spare was started');
  spare.alive = false;
  const browser = await keeper.take('prj_a');
  expect(browser.isAlive()).toBe(true);
  expect(alive()).toEqual([4]);
});

test('a browser that is about to be replaced gets its successor between two documents', async () => {
  const { keeper, started } = browsers();
  for (let document = 1; document <= 3; document += 1) await keeper.take('prj_a');
  keeper.prepare();
  expect(started).toHaveLength(2);
  await keeper.take('prj_a');
  expect(started).toHaveLength(2);
});

test.each([
  ['after its limit of documents', async () => {}, 4],
  [
    'when it uses too much memory after a document',
    async (state: { megabytes: number }, keeper: BrowserKeeper) => {
      state.megabytes = 101;
      keeper.prepare();
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
  const { keeper, started } = browsers();
  for (let document = 1; document < atDocument; document += 1) await keeper.take('prj_a');
  expect(started).toHaveLength(1);
  const [first] = started;
  if (!first) throw new Error('one was started');
  await happen(first, keeper);
  await keeper.take('prj_a');
  expect(started).toHaveLength(2);
});

test('a browser that fails to start is started again for the next document, even as the spare', async () => {
  const { start, started } = browsers();
  let isBroken = true;
  const keeper = browserKeeper(() => (isBroken ? Promise.reject(new Error('no browser')) : start()), {
    documents: 3,
    megabytes: 100,
  });
  await expect(keeper.take('prj_a')).rejects.toThrow('no browser');
  isBroken = false;
  await keeper.take('prj_a');
  await keeper.take('prj_b');
  isBroken = true;
  keeper.prepare();
  isBroken = false;
  await keeper.take('prj_c');
  expect(started).toHaveLength(3);
});

test('closing ends the browser in use and the spare, even if it is still starting', async () => {
  const { keeper, alive, started } = browsers();
  await keeper.take('prj_a');
  await keeper.take('prj_b');
  keeper.prepare();
  await keeper.close();
  expect(started).toHaveLength(3);
  expect(alive()).toEqual([]);
});
