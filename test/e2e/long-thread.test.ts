import { setTimeout as sleep } from 'node:timers/promises';
import type { HTTPResponse, Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, project, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const subject = 'Facture 2 (essai de long fil)';
const julie = 'julie.bouchard@beaurivage.test';
/**
 * With the invoice itself these are 64 emails. The unread ones fill more than one page of 25, and 14 are older than the two
 * pages that the tab loads.
 */
const read = 23;
const unread = 40;

let api: Client;
let page: Page;
let id: string;
let address: string;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const threadPath = () => `${project}/communications/${id}`;
const countOf = async (): Promise<number> => (await api.thread('usr_amelie', id)).emailCount;
const reply = (n: number | string) =>
  api.smtp.sendMail({
    envelope: { from: julie, to: address },
    from: { name: 'Julie Bouchard', address: julie },
    to: address,
    subject: `Re: ${subject}`,
    messageId: `<${n}.${id}@beaurivage.test>`,
    text: `Message numéro ${n}.\n\nLa quantité de la ligne ${n} est à revoir.`,
  });
const replies = async (from: number, count: number): Promise<void> => {
  const before = await countOf();
  // The replies go out one by one: in a burst some would only be captured by the bucket's later notification.
  for (let n = from; n < from + count; n += 1) await reply(n);
  await until('the replies', async () => sleep(1000).then(async () => (await countOf()) === before + count), 180_000);
};
const evaluate = <T>(script: string): Promise<T> => page.evaluate<[], () => T>(script as never);
/** The text of the emails that are visible in the window. */
const inSight = (): Promise<string> =>
  evaluate(`[...document.querySelectorAll('.letter-place')].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).map((one) => one.innerText).join('\\n')`);

beforeAll(async () => {
  const sent = await api.sent('usr_amelie', { to: ['cnt_julie'], cc: [], subject });
  id = sent.id;
  const { id: copy } = await until('the mail', async () =>
    (await api.messagesTo(julie)).find((m) => m.subject === subject),
  );
  const from = /^From:[^<]*<([^>]+)>/im.exec((await api.message(copy)).toString('latin1'));
  address = from?.[1] ?? '';
  await replies(1, read);
  await api.call('usr_amelie', 'POST', `${threadPath()}/read`);
  await replies(read + 1, unread);
  // Some sixty mails are captured meanwhile, which takes 15 s on an idle machine and a minute or more on a busy one.
}, 400_000);

/** Resolves with the status and the query of each poll of the newest page during `work`. */
const polls = async (work: () => Promise<void>): Promise<string[]> => {
  const found: string[] = [];
  const look = (response: HTTPResponse) => {
    const { pathname, search } = new URL(response.url());
    if (pathname.endsWith(id) && response.request().method() === 'GET') found.push(`${response.status()} ${search}`);
  };
  page.on('response', look);
  await work();
  page.off('response', look);
  return found;
};

test('a thread of 64 emails opens at the first unread one, with the read ones folded to a line each and the older ones a click away (Y41)', async () => {
  expect(await countOf()).toBe(1 + read + unread);
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/inv_charpente-2/emails/${id}`));
  await until('the first unread', async () =>
    (await inSight()).includes(`La quantité de la ligne ${read + 1} est à revoir.`),
  );
  const seen = await inSight();
  expect(seen).not.toContain(`ligne ${read - 3} `);
  const size = await evaluate<{ nodes: number; letters: number; places: number }>(
    `({ nodes: document.querySelectorAll('*').length, letters: document.querySelectorAll('.letter').length,
        places: document.querySelectorAll('.letter-place').length })`,
  );
  // Read emails are not drawn: 50 of 64 are loaded, and 40 are open.
  expect(size.letters).toBe(unread);
  expect(size.places).toBe(50);
  expect(size.nodes).toBeLessThan(3000);

  const lineOf = (n: number) => `::-p-xpath(//summary[contains(., "Message numéro ${n}.")])`;
  const line = await page.waitForSelector(lineOf(read));
  await line?.focus();
  await page.keyboard.press('Enter');
  await until(
    'the opened letter',
    async () => (await evaluate(`document.querySelectorAll('.letter').length`)) === unread + 1,
  );

  const before = await evaluate<number>(`document.querySelectorAll('.letter-place').length`);
  await byRole(page, 'button', `${1 + read + unread - before} older emails`).click();
  await until(
    'older ones',
    async () => (await evaluate<number>(`document.querySelectorAll('.letter-place').length`)) > before,
  );
  expect(await inSight()).toContain(`Message numéro ${read}.`);
});

test('an open thread is polled with its ETag, and nothing is drawn while nothing changes (Y41)', async () => {
  await until('rest', async () => {
    const asked = await polls(() => sleep(1500));
    return asked.length > 0 && asked.every((one) => one.startsWith('304'));
  });
  await evaluate(`(() => {
    new MutationObserver((list) => { window.drawn += list.length; }).observe(document.querySelector('.mail-thread'), { subtree: true, childList: true, attributes: true, characterData: true });
  })()`);
  // The tag changes by itself every four minutes, and a relay may still be on its way, so one quiet period is enough.
  const quiet = async () => {
    await evaluate('window.drawn = 0');
    const asked = await polls(() => sleep(2500));
    const isQuiet = asked.length > 0 && asked.every((one) => one === '304 ?limit=25');
    return isQuiet && (await evaluate('window.drawn')) === 0;
  };
  await until('a period without a change', quiet, 60_000);
});

test('an email that arrives out of sight is announced by a pill that leads to it and goes once it is seen (Y41)', async () => {
  await evaluate('scrollTo(0, 400)');
  const place = await evaluate('scrollY');
  await reply('extra');
  await byRole(page, 'button', '1 new email').wait();
  expect([await evaluate('scrollY'), await inSight()]).toEqual([place, expect.not.stringContaining('extra')]);
  await byRole(page, 'button', '1 new email').click();
  await until('the new one', async () => (await inSight()).includes('La quantité de la ligne extra est à revoir.'));
  expect(await evaluate('document.activeElement.innerText')).toContain('Message numéro extra.');
  await until('the pill to be gone', async () => !(await textOf(page)).includes('1 new email'));
});
