import { simpleParser } from 'mailparser';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, project, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const julie = 'julie.bouchard@beaurivage.test';
const david = 'david.chen@beaurivage.test';
const amelie = 'amelie.tremblay@lapointe.test';
const subject = 'Facture 2 (essai de quarantaine)';

let api: Client;
let page: Page;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const answers = async () =>
  (await api.messages()).filter((m) => m.subject === `Re: ${subject}`).map((m) => [m.envelope.to].flat()[0]);

test('a mail with a forged From is quarantined and mails nobody, until an Admin releases it on the page: then it stands in the thread with her name and reaches the others', async () => {
  const { id } = await api.sent('usr_amelie', { subject, to: ['cnt_julie', 'cnt_david'], cc: ['cnt_amelie'] });
  const copy = await until('the mail to Julie', async () =>
    (await api.messagesTo(julie)).find((m) => m.subject === subject),
  );
  const mail = await simpleParser(await api.message(copy.id));
  const thread = mail.from?.value[0]?.address ?? '';
  await api.smtp.sendMail({
    envelope: { from: 'eve@evil.test', to: thread },
    from: { name: 'Julie Bouchard', address: julie },
    to: thread,
    subject: `Re: ${subject}`,
    text: 'Approuvé, mais <b>vérifiez</b>.',
    headers: { 'X-Simulate-Verdicts': 'dmarc=FAIL' },
  });

  // The page itself polls only every fifteen seconds.
  await until('the quarantined mail', async () =>
    (await api.call('usr_amelie', 'GET', `${project}/quarantine`)).text.includes(`Re: ${subject}`),
  );
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl('#/projects/prj_rapides/quarantine'));
  await until('the mail on the page', async () => (await textOf(page)).includes(`Re: ${subject}`));
  const seen = await textOf(page);
  expect(seen).toContain('sender possibly forged');
  expect(seen).toContain(`Julie Bouchard <${julie}>`);
  expect(seen).toContain('DMARC FAIL');
  expect(await answers()).toEqual([]);
  expect((await api.thread('usr_amelie', id)).emails).toHaveLength(1);

  await byRole(page, 'button', `Release: Re: ${subject}`).click();
  await byRole(page, 'textbox', 'Reason').fill('Julie confirmed it by telephone');
  // A release causes mail, so Enter in a field must not be enough for it.
  await page.keyboard.press('Enter');
  await byRole(page, 'button', 'Release').click();
  await until('the answer', async () => (await textOf(page)).includes('Released.'));
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/inv_charpente-2/emails/${id}`));
  await until('the mail in its thread', async () =>
    (await textOf(page)).includes('Quarantined on arrival, then released by Amélie Tremblay.'),
  );
  expect(await textOf(page)).toContain('Approuvé, mais <b>vérifiez</b>.');
  await until('the relays', async () => (await answers()).length >= 2);
  expect((await answers()).sort()).toEqual([amelie, david]);
  const emails = (await api.thread('usr_amelie', id)).emails;
  expect(emails.find((email) => email.direction === 'incoming')).toMatchObject({
    trust: 'unverified',
    released: { name: 'Amélie Tremblay', reason: 'Julie confirmed it by telephone' },
    relay: { state: 'relayed', by: 'Amélie Tremblay' },
  });
});
