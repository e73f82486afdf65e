import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, project, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const subject = 'Facture 2 (essai de renvoi)';
const paul = { name: 'Paul Mercier', company: 'Beaurivage', language: 'fr', jobTitle: 'Contrôleur' };
const corrected = 'paul.mercier@beaurivage.test';

let api: Client;
let page: Page;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const putPaul = async (email: string) => {
  const answer = await api.call('usr_amelie', 'PUT', `${project}/directory/cnt_paul`, { ...paul, email });
  expect(answer.status).toBe(200);
};
const mails = async () => (await api.messages()).filter((m) => m.subject === subject);
/** Each person's line of the thread, with its text and whether anything in it is red. */
const rows = (): Promise<{ text: string; red: boolean }[]> =>
  page.evaluate(
    `[...document.querySelectorAll('.deliveries > li')].map((row) => ({
      text: row.innerText,
      red: row.querySelector('.chip-bad, .delivery-bad') !== null,
    }))` as never,
  );
const rowOf = async (name: string) => (await rows()).find(({ text }) => text.includes(name));

test('a bounce is red on that person only, with the server’s words, and after Correct and resend that person alone gets another mail', async () => {
  await putPaul('bounce@simulator.amazonses.com');
  const sent = await api.sent('usr_amelie', { to: ['cnt_julie', 'cnt_paul'], cc: ['cnt_david'], subject });
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/inv_charpente-2/emails/${sent.id}`));
  await until('every outcome', async () => {
    const found = (await rows()).map(({ text }) => /Bounced|Delivered/.exec(text)?.[0]);
    return found.filter((state) => state === 'Delivered').length === 2 && found.includes('Bounced');
  });
  const seen = await rows();
  expect(seen.filter(({ red }) => red).map(({ text }) => text)).toEqual([expect.stringContaining('Paul Mercier')]);
  const bounced = (await rowOf('Paul Mercier'))?.text ?? '';
  expect(bounced).toContain('550 5.1.1');
  expect(bounced).toContain('Correct and resend');
  expect(seen.filter(({ text }) => text.includes('Correct and resend'))).toHaveLength(1);
  const before = (await mails()).length;

  await putPaul(corrected);
  await byRole(page, 'button', 'Correct and resend: Paul Mercier').click();
  await until('old and new address', async () => /bounce@simulator.amazonses.com → paul/.test(await textOf(page)));
  await byRole(page, 'textbox', 'Reason').fill('Julie gave the right address');
  await page.keyboard.press('Enter');
  expect(await mails()).toHaveLength(before);
  await byRole(page, 'button', 'Resend to 1 person').click();
  await until('delivered', async () => /Delivered/.test((await rowOf('Paul Mercier'))?.text ?? ''));
  expect((await rows()).some(({ red }) => red)).toBe(false);

  await byRole(page, 'button', 'History of Paul Mercier').click();
  const history = (await rowOf('Paul Mercier'))?.text ?? '';
  expect(history).toMatch(/Attempt 1[\s\S]*Bounced[\s\S]*550 5\.1\.1/);
  expect(history).toMatch(/Attempt 2 · requested by Amélie Tremblay · “Julie gave the right address”/);
  const after = await mails();
  expect(after).toHaveLength(before + 1);
  expect(after.map((m) => [m.envelope.to].flat()[0]).filter((to) => to === corrected)).toHaveLength(1);
});

test('the delivery report lists the bounce, filters by state, and comes as CSV with the token', async () => {
  await page.goto(pageUrl(`#/projects/prj_rapides/deliveries`));
  await until('the report', async () => (await textOf(page)).includes(corrected));
  await page.evaluate(
    `URL.createObjectURL = (blob) => (blob.text().then((text) => { window.saved = text; }), 'blob:none')` as never,
  );
  await byRole(page, 'button', 'Download CSV').click();
  const saved = await until('the file', () => page.evaluate<[], () => string | undefined>('window.saved' as never));
  expect(saved).toContain(`"Paul Mercier","${corrected}","to","delivered"`);
  const file = await api.call('usr_amelie', 'GET', `${project}/deliveries`, undefined, {
    accept: 'text/csv',
    'accept-language': 'en',
  });
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.text).toMatch(/^\ufeff?"Invoice","Recipient"/);
  expect(file.text).toContain(`"Paul Mercier","${corrected}","to","delivered"`);
});
