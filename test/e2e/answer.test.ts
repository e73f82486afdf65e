import { type AddressObject, simpleParser } from 'mailparser';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const subject = 'Facture 2 (essai de réponse depuis l’onglet)';
const julie = 'julie.bouchard@beaurivage.test';
const david = 'david.chen@beaurivage.test';

let api: Client;
let page: Page;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const addresses = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap((one) => one.value.map(({ address }) => address ?? ''));

/** The newest mail with this subject to that address, as a mail program reads it. */
const mailTo = (address: string, named: string, holds: string) =>
  until(`${named} to ${address}`, async () => {
    const found = (await api.messagesTo(address)).filter((one) => one.subject === named);
    for (const { id } of found) {
      const mail = await simpleParser(await api.message(id));
      if (mail.text?.includes(holds)) return mail;
    }
    return null;
  });

test('a reply to all from the tab reaches the others with the right headers, and their reply comes back to the thread', async () => {
  const { id } = await api.sent('usr_amelie', { to: ['cnt_julie'], cc: ['cnt_david'], subject });
  const first = await mailTo(julie, subject, 'Bonjour');
  const thread = first.from?.value[0]?.address ?? '';
  const from = { name: 'Julie Bouchard', address: julie };
  const answer = { from, to: thread, subject: `RE: ${subject}`, envelope: { from: julie, to: thread } };
  await api.smtp.sendMail({ ...answer, messageId: '<question@beaurivage.test>', text: 'Où en est la ligne 2 ?' });
  const davidsCopy = await mailTo(david, `RE: ${subject}`, 'ligne 2');

  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/inv_charpente-2/emails/${id}`));
  await byRole(page, 'button', 'Reply all to the email from Julie Bouchard').click();
  await until('the composer', async () => (await textOf(page)).includes('whole conversation can see this email'));
  // The message field has the focus, so the person can write at once.
  await page.keyboard.type('Elle est corrigée.');
  await page.keyboard.press('Escape');
  await byRole(page, 'button', 'Keep writing').click();
  await byRole(page, 'button', 'Send').click();
  await until('the yellow banner', async () => (await textOf(page)).includes('Communication created'));
  await until('the new email, delivered', async () => {
    const letter = await page.evaluate<[], () => string>('document.activeElement.innerText' as never);
    return letter.includes('Elle est corrigée.') && (letter.match(/Delivered/g) ?? []).length >= 2;
  });

  const toJulie = await mailTo(julie, `Re: ${subject}`, 'Elle est corrigée.');
  const toDavid = await mailTo(david, `Re: ${subject}`, 'Elle est corrigée.');
  for (const mail of [toJulie, toDavid]) {
    expect(mail.from?.value).toEqual([{ name: 'Amélie Tremblay', address: thread }]);
    expect(addresses(mail.replyTo)).toEqual([thread]);
    expect([addresses(mail.to), addresses(mail.cc)]).toEqual([[julie], [david]]);
    expect([mail.references].flat()[0]).toBe([first.references].flat()[0]);
    expect(mail.text).toMatch(/Julie Bouchard a écrit\u00a0:\n> Où en est la ligne 2 \?/);
    expect(mail.attachments).toEqual([]);
  }
  expect(toJulie.inReplyTo).toBe('<question@beaurivage.test>');
  expect(toDavid.inReplyTo).toBe(davidsCopy.messageId);

  const quoted = (toJulie.text ?? '').split('\n').map((line) => `> ${line}`);
  await api.smtp.sendMail({
    ...answer,
    messageId: '<merci@beaurivage.test>',
    inReplyTo: toJulie.messageId,
    text: ['Merci beaucoup.', '', 'Le mar. 24 nov. 2026 à 10:00, Amélie a écrit :', ...quoted].join('\n'),
  });
  await until('the answer in the thread', async () =>
    (await api.thread('usr_amelie', id)).emails.some(({ text }) => text === 'Merci beaucoup.'),
  );
  await until('the answer on the page', async () => (await textOf(page)).includes('Merci beaucoup.'));
  await mailTo(david, `RE: ${subject}`, 'Merci beaucoup.');
});
