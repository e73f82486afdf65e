import { setTimeout as sleep } from 'node:timers/promises';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const subject = 'Facture 2 (essai de recherche, bétonnière)';

let api: Client;
let id: string;
let page: Page;
/** Answers a search in place of the service. Null lets it through. */
let stand: (url: URL) => Promise<{ status: number; body: unknown } | null>;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const pass = async (): Promise<null> => null;
const onRequest = async (request: HTTPRequest): Promise<void> => {
  const url = new URL(request.url());
  const isSearch = url.pathname.endsWith('/communications') && url.searchParams.has('q');
  const answered = isSearch ? await stand(url) : null;
  // The page may have navigated away meanwhile, which is no fault.
  if (answered === null) await request.continue().catch(() => undefined);
  else
    await request
      .respond({ status: answered.status, contentType: 'application/json', body: JSON.stringify(answered.body) })
      .catch(() => undefined);
};
const rows = (): Promise<string[]> =>
  page.evaluate<[], () => string[]>(
    `[...document.querySelectorAll('.thread-row')].map((row) => row.innerText)` as never,
  );
const isBusy = (): Promise<boolean> =>
  page.evaluate<[], () => boolean>(`document.querySelector('.found')?.getAttribute('aria-busy') === 'true'` as never);
const search = (text: string) => byRole(page, 'searchbox', 'Search conversations').fill(text);

beforeAll(async () => {
  id = (await api.sent('usr_amelie', { subject })).id;
  stand = pass;
  await signIn(page, 'Amélie Tremblay');
  await page.setRequestInterception(true);
  page.on('request', onRequest);
  await page.goto(pageUrl('#/projects/prj_rapides/emails'));
  await until('the list', async () => (await rows()).some((row) => row.includes(subject)));
});

test('a search says that it is searching until its answer arrives, and shows no results of the previous words (Y42)', async () => {
  const { promise, resolve: release } = Promise.withResolvers<null>();
  stand = () => promise;
  await search('introuvable');
  await until('the searching note', async () => (await textOf(page)).includes('Searching…'));
  await until('an empty list', async () => (await rows()).length === 0);
  expect([await isBusy(), (await textOf(page)).includes('Nothing matches')]).toEqual([true, false]);
  release(null);
  await until('the answer', async () => (await textOf(page)).includes('Nothing matches your search.'));
  expect(await isBusy()).toBe(false);
});

test('a failed search says so, and is repeated on request (Y42)', async () => {
  stand = async () => ({ status: 503, body: { status: 503, code: 'unavailable', detail: 'No.' } });
  await search('bétonnière');
  await until('the failure', async () => (await textOf(page)).includes('The search failed.'));
  expect(await rows()).toEqual([]);
  stand = pass;
  await byRole(page, 'button', 'Try again').click();
  await until('the row', async () => (await rows()).some((row) => row.includes(subject)));
});

test('a search that reaches the service’s limit goes on by itself, and its words survive a reload (Y42)', async () => {
  const { items } = await api.list('usr_amelie');
  const found = items.filter((one) => one.id === id);
  const asked: (string | null)[] = [];
  stand = async (url) => {
    // A request of the previous search may still come.
    if (url.searchParams.get('q') !== 'bétonn') return null;
    const cursor = url.searchParams.get('cursor');
    asked.push(cursor);
    // This takes long enough for the page to show both the hits so far and that it is still searching.
    if (cursor === 'third') await sleep(500);
    if (cursor === null) return { status: 200, body: { items: [], nextCursor: 'second' } };
    if (cursor === 'second') return { status: 200, body: { items: found, nextCursor: 'third' } };
    return { status: 200, body: { items: [], nextCursor: null } };
  };
  await search('bétonn');
  await until(
    'both',
    async () => (await textOf(page)).includes('Searching older conversations…') && (await rows()).length === 1,
  );
  await until('the end of the search', async () => !(await isBusy()));
  expect(asked).toEqual([null, 'second', 'third']);
  expect(await rows()).toEqual([expect.stringContaining(subject)]);
  stand = pass;
  await page.reload();
  await until('the row', async () => (await rows()).some((row) => row.includes(subject)));
  expect(await textOf(page)).not.toContain('Searching');
  expect(page.url()).toContain(`q=${encodeURIComponent('bétonn')}`);
});
