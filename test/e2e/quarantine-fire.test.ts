import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { quarantinedPerThreadHour } from '../../shared/domain/limits.ts';
import { type Client, ownProject, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const julie = 'julie.bouchard@beaurivage.test';
const subject = 'Facture 2 (essai de déluge)';
const more = 3;
const projectId = 'prj_deluge';

let api: Client;
let page: Page;
beforeAll(async () => {
  api = await ownProject(inject('place'), projectId);
});
suitePage((opened) => {
  page = opened;
});

const says = (words: string) =>
  until(`the page to say ${words}`, async () => (await textOf(page)).includes(words), 60_000);

test('an Admin pauses the project’s mail with a button that explains the consequences, and resumes it (Y18)', async () => {
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/${projectId}`));
  await byRole(page, 'button', 'Pause sending').click();
  expect(await textOf(page)).toContain('Waiting emails are cancelled and marked as such');
  await page.keyboard.type('Taux à vérifier');
  await byRole(page, 'button', 'Pause sending').click();
  await says('Sending is paused by Amélie Tremblay');
  await says('Taux à vérifier');
  await page.goto(pageUrl(`#/projects/${projectId}/invoices/inv_charpente-2`));
  await says('Sending is paused by Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/${projectId}`));
  await byRole(page, 'button', 'Resume sending').click();
  await page.keyboard.type('Réglé');
  await byRole(page, 'button', 'Resume sending').click();
  await until('no note', async () => !(await textOf(page)).includes('Sending is paused'), 60_000);
}, 240_000);

test('a flood is one line on the page, and the listed mails are selected by keyboard and discarded at once (Y21)', async () => {
  const { id } = await api.sent('usr_amelie', { subject, to: ['cnt_julie'], cc: [] });
  const copy = await until('the mail to Julie', async () =>
    (await api.messagesTo(julie)).find((m) => m.subject === subject),
  );
  const thread = (await simpleParser(await api.message(copy.id))).from?.value[0]?.address ?? '';
  for (let n = 0; n < quarantinedPerThreadHour + more; n += 1)
    await api.smtp.sendMail({
      envelope: { from: 'eve@evil.test', to: thread },
      from: `eve${n}@evil.test`,
      to: thread,
      subject: `Payez ici ${n}`,
      text: `Payez ici ${n}`,
      headers: { 'X-Simulate-Verdicts': 'dmarc=FAIL' },
    });
  await page.goto(pageUrl(`#/projects/${projectId}/quarantine`));
  await says(`${more} more emails to`);
  await says(`Select all ${quarantinedPerThreadHour} shown`);
  await page.locator('.held-selection input').click();
  await says(`${quarantinedPerThreadHour} selected`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await says(`Discard these ${quarantinedPerThreadHour} emails?`);
  await page.keyboard.type('Pourriel');
  // A discard cannot be undone: Enter in a field is not enough for that. A dialog ignores Enter in its first 300 ms.
  await sleep(320);
  await page.keyboard.press('Enter');
  await sleep(100);
  expect(await page.$('.dialog-foot [aria-disabled="false"]')).not.toBeNull();
  await byRole(page, 'button', 'Discard').click();
  await says(`${quarantinedPerThreadHour} discarded.`);
  await byRole(page, 'button', 'Discard them all').click();
  await page.keyboard.type('Pourriel');
  await byRole(page, 'button', 'Discard').click();
  await says('No mail is in quarantine.');
  await until('nothing beyond the list', async () => {
    const left = await api.call('usr_amelie', 'GET', `/projects/${projectId}/quarantine/beyond`);
    return left.status === 200 && !left.text.includes(id);
  });
}, 240_000);
