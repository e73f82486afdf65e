import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { PreviewReady } from '../../shared/api/shapes/invoices.ts';
import { readPdf, squeezed } from '../readers/read-pdf.ts';
import { type Client, client, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

/** Signing an invoice whose contract asks for it, in a real browser, up to the PDF in the mail. */

const subject = 'Invoice 1, signed (end to end)';
const message = 'Please find our signed invoice attached.';

let api: Client;
let page: Page;
/** The hashes of the PDFs that the preview showed, in order. */
const previewed: string[] = [];

beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
  page.on('response', async (response) => {
    if (!response.url().endsWith('/preview') || response.status() !== 200) return;
    const ready = PreviewReady.safeParse(await response.json());
    if (ready.success) previewed.push(ready.data.sha256);
  });
});

const says = (text: string) => until(text, async () => (await textOf(page)).includes(text));
const name = () => byRole(page, 'textbox', 'Your name');
const send = async () => {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
};
/** The focused element: its class, or its value if it is a field. */
const focused = () =>
  page.evaluate<[], () => string>('document.activeElement.value ?? document.activeElement.className' as never);
const mails = async () => (await api.messages()).filter((one) => one.subject === subject);

test('the composer does not send an unsigned invoice if the contract asks for a signature, and says what to do', async () => {
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl('#/projects/prj_rapides/invoices/inv_marquise-1'));
  await byRole(page, 'button', 'Email Invoice').click();
  await says('The preview is not signed yet.');
  await byRole(page, 'textbox', 'Subject').fill(subject);
  await byRole(page, 'textbox', 'Message').click();
  await page.keyboard.type(message);
  await send();
  await says('The contract asks for a signature: sign before you send.');
  await until('the focus', async () => (await focused()) === 'Amélie Tremblay');
});

test('a signature under somebody else’s name is refused, and says whose name is expected', async () => {
  await name().fill('Julie Bouchard');
  await byRole(page, 'button', 'Sign').click();
  await says('Type your name as the project directory has it: Amélie Tremblay.');
});

test('a signature by the keyboard gets the focus, and a new preview', async () => {
  await name().fill('amelie tremblay');
  await byRole(page, 'textbox', 'Your title').fill('Directrice');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await says('Signed by amelie tremblay, Directrice');
  await says('Valid for 15 minutes');
  await until('the focus', async () => (await focused()) === 'signed-by');
  await until('the signed preview', async () => new Set(previewed).size === 2);
});

test('a signature that has become old asks for a new one, and nothing of the draft is lost', async () => {
  const minutesAhead = (count: number) =>
    page.evaluate(`window.realNow ??= Date.now; Date.now = () => window.realNow() + ${count} * 60_000` as never);
  await minutesAhead(15);
  await byRole(page, 'textbox', 'Subject').fill(`${subject}.`);
  await says('Your signature is more than 15 minutes old: sign again.');
  await send();
  expect(await mails()).toEqual([]);
  await minutesAhead(0);
  // The page reads the clock when something changes, or at the next minute.
  await byRole(page, 'textbox', 'Subject').fill(`${subject}..`);
  await byRole(page, 'button', 'Remove signature').click();

  // The service refuses a moment that the page takes for recent.
  await minutesAhead(-20);
  await byRole(page, 'button', 'Sign').click();
  await says('Your signature is more than 15 minutes old: sign again.');
  await minutesAhead(0);
  // The moment is printed to the second: a second signature within it would make the same file.
  await sleep(1000);
  await byRole(page, 'button', 'Sign').click();
  await says('Valid for 15 minutes');
  await byRole(page, 'textbox', 'Subject').fill(subject);
  expect(await textOf(page)).toContain(message);
});

test('the mailed PDF is the previewed one, with name, title and moment in the signature block (R09)', async () => {
  await until('the signed preview', async () => new Set(previewed).size === 3);
  await byRole(page, 'button', 'Send').click();
  const [mail] = await until('the mails', async () => {
    const found = await mails();
    return found.length === 3 ? found : null;
  });
  const { attachments } = await simpleParser(await api.message(mail?.id ?? ''));
  const pdf = attachments[0]?.content ?? Buffer.alloc(0);
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(previewed.at(-1));
  const [first] = (await readPdf(pdf)).pages;
  const text = squeezed(first?.text ?? '');
  expect(text).toContain('Nameandtitleamelietremblay');
  expect(text).toContain('Directrice');
  expect(text).toMatch(/Date\d{4}-\d\d-\d\d\d\d:\d\d:\d\dUTC−0[45]:00/);
  expect(text).toContain('notaqualifiedelectronicsignature');
});

test('the conversation shows who signed', async () => {
  await page.locator('::-p-xpath(//a[contains(., "View the email")])').click();
  await says('Signed by amelie tremblay, Directrice');
});
