import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningBrowser, startBrowser } from '../../../shared/adapters/chromium/browser.ts';
import { browserLife } from '../../../shared/adapters/chromium/browser-pool.ts';
import { type ChromiumRenderer, chromiumRenderer } from '../../../shared/adapters/chromium/renderer.ts';
import { unpackChromium } from '../../../shared/adapters/chromium/unpack.ts';
import { htmlDocument } from '../../fixtures/html-document.ts';

/** These tests render documents of two projects on one warm worker, and replace its browsers. */

const document = (owner: string, text = owner) => ({
  ...htmlDocument(`<p>${text}</p>`),
  owner,
});

/** A renderer, and the browsers that it has started. */
const watched = (life = browserLife) => {
  const started: RunningBrowser[] = [];
  const start = async () => {
    const browser = await startBrowser();
    started.push(browser);
    return browser;
  };
  return { started, renderer: chromiumRenderer({ start, life }) };
};

const open: ChromiumRenderer[] = [];
const opened = <T extends { renderer: ChromiumRenderer }>(it: T): T => {
  open.push(it.renderer);
  return it;
};

const before = { ...process.env };
let folder = '';
beforeAll(async () => {
  // In a temporary folder of our own all files are ours. The browser's program is elsewhere, as on Lambda.
  process.env.CHROMIUM_FOLDER = (await unpackChromium()).folder;
  folder = mkdtempSync(join(tmpdir(), 'courriel-owners-'));
  process.env.TMPDIR = folder;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((renderer) => renderer.close()));
  expect(readdirSync(folder)).toEqual([]);
});
afterAll(() => {
  Object.assign(process.env, { TMPDIR: before.TMPDIR ?? '', CHROMIUM_FOLDER: before.CHROMIUM_FOLDER ?? '' });
  rmSync(folder, { recursive: true, force: true });
});

const filesUnder = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

/** Tries to leave a mark in every storage that a page has, and returns what it finds there of others. */
const leaveTraces = (mark: string) => `(async () => {
  const attempt = async (work) => { try { return String(await work()); } catch (error) { return error.name; } };
  const found = [
    await attempt(() => document.cookie),
    await attempt(() => localStorage.getItem('trace')),
    await attempt(() => sessionStorage.getItem('trace')),
    await attempt(async () => (await indexedDB.databases()).map(({ name }) => name)),
    await attempt(async () => (await caches.keys()).join()),
    await attempt(() => window.name),
  ];
  await attempt(() => { document.cookie = 'trace=${mark}; max-age=9999'; });
  await attempt(() => { localStorage.trace = '${mark}'; });
  await attempt(() => { sessionStorage.trace = '${mark}'; });
  await attempt(() => new Promise((done, fail) => {
    const opening = indexedDB.open('${mark}');
    opening.onsuccess = done;
    opening.onerror = fail;
  }));
  await attempt(() => caches.open('${mark}'));
  window.name = '${mark}';
  return found;
})()`;
const Found = z.array(z.string());

const traces = async (browser: RunningBrowser, mark: string): Promise<string[]> => {
  const page = await browser.newPage();
  const found = await page.evaluate(leaveTraces(mark), Found);
  await page.close();
  return found;
};

test('two projects on one warm worker share no browser, profile, temporary file, cookie or storage (R07)', async () => {
  const { started, renderer } = opened(watched());
  await renderer.render(document('prj_a'));
  const [a] = started;
  if (!a) throw new Error('no browser was started');
  await traces(a, 'CANARY');
  const planted = join(a.profile, 'Default', 'canary.txt');
  mkdirSync(join(a.profile, 'Default'), { recursive: true });
  writeFileSync(planted, 'CANARY');

  await renderer.render(document('prj_b'));
  const b = started[1];
  if (!b) throw new Error('no second browser was started');
  // The first project's browser is dead and its profile gone, though its project printed a moment ago.
  expect(a.isAlive()).toBe(false);
  expect(existsSync(a.profile)).toBe(false);
  expect(b.profile).not.toBe(a.profile);
  expect(b.process.pid).not.toBe(a.process.pid);
  // The temporary folder holds only files of the second browser and of the spare, which has had no document.
  await expect.poll(() => started).toHaveLength(3);
  const names = started.slice(1).map(({ profile }) => profile.slice(folder.length + 1));
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  expect(filesUnder(folder).filter((name) => name.includes('canary'))).toEqual([]);
  // No storage that a page can reach holds anything of the first project.
  expect((await traces(b, 'OTHER')).join()).not.toContain('CANARY');
});

test('two documents of one project share the browser, and still leave no trace for each other', async () => {
  const { started, renderer } = opened(watched());
  await renderer.render(document('prj_a'));
  const [browser] = started;
  if (!browser) throw new Error('no browser was started');
  await traces(browser, 'CANARY');
  await renderer.render(document('prj_a'));
  expect((await traces(browser, 'OTHER')).join()).not.toContain('CANARY');
  expect(browser.isAlive()).toBe(true);
});

test('a browser that dies while it is idle is replaced', async () => {
  const { started, renderer } = opened(watched());
  await renderer.render(document('prj_a'));
  await started[0]?.kill();
  expect((await renderer.render(document('prj_a'))).pages).toBe(1);
});

test('a browser that has printed its number of documents, or uses too much memory, is replaced between two documents', async () => {
  for (const life of [
    { documents: 1, megabytes: 10_000 },
    { documents: 1_000, megabytes: 1 },
  ]) {
    const { started, renderer } = opened(watched(life));
    await renderer.render(document('prj_a'));
    await renderer.render(document('prj_a'));
    expect(started[0]?.isAlive()).toBe(false);
    expect(existsSync(started[0]?.profile ?? '')).toBe(false);
    expect(started[1]?.isAlive()).toBe(true);
  }
});
