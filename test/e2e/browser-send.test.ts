import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AddressObject, simpleParser } from 'mailparser';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { readPdf, squeezed } from '../readers/read-pdf.ts';
import { type Client, client, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const subject = 'Facture 2, période de septembre (essai de bout en bout)';
const attachment = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 37) % 251));
const addresses = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []]
    .flat()
    .flatMap((f) => f.value.map((v) => v.address ?? ''))
    .sort();

let api: Client;
let page: Page;
beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
});

const addRecipient = async (field: 'To' | 'Cc' | 'Bcc', typed: string, pick: string): Promise<void> => {
  await byRole(page, 'combobox', field).fill(typed);
  await page.locator(`::-p-xpath(//*[@role='option'][contains(., "${pick}")])`).click();
};

test('an Admin emails the invoice from the page to two people, with an attachment and a Bcc', async () => {
  await signIn(page, 'Amélie Tremblay');
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/inv_charpente-2`));
  await byRole(page, 'button', 'Email Invoice').click();
  await until('the defaults', async () => (await textOf(page)).includes('Julie Bouchard'));
  await byRole(page, 'button', 'Remove Amélie Tremblay').click();
  await addRecipient('Bcc', 'desro', 'Luc Desrosiers');
  await byRole(page, 'textbox', 'Subject').fill(subject);

  const file = join(await mkdtemp(join(tmpdir(), 'courriel-file-')), 'Relevé d’été n° 2.bin');
  await writeFile(file, attachment);
  const input = await page.waitForSelector('input[type=file]');
  await (input as never as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  await until('the upload', async () => /Relevé d’été n° 2\.bin\s.*\sAttached\b/.test(await textOf(page)));
  await byRole(page, 'button', 'Send').click();

  await until('the yellow banner', async () => (await textOf(page)).includes('Communication created'));
  await page.locator('::-p-xpath(//a[contains(., "View the email")])').click();
  await until('every state on the page', async () => {
    const text = await textOf(page);
    return (text.match(/Delivered/g) ?? []).length >= 3;
  });
});

test('the mailbox holds three mails with equal headers, no trace of the Bcc, the PDF and the attachment', async () => {
  const mails = await until('three mails', async () => {
    const found = (await api.messages()).filter((m) => m.subject === subject);
    return found.length === 3 ? found : null;
  });
  const parsed = await Promise.all(
    mails.map(async (m) => {
      const raw = await api.message(m.id);
      return { envelope: [m.envelope.to].flat(), raw: raw.toString('latin1'), mail: await simpleParser(raw) };
    }),
  );
  expect(parsed.flatMap((p) => p.envelope).sort()).toEqual([
    'david.chen@beaurivage.test',
    'julie.bouchard@beaurivage.test',
    'luc.desrosiers@cssrapides.test',
  ]);
  for (const { raw, mail } of parsed) {
    expect(addresses(mail.to)).toEqual(['david.chen@beaurivage.test', 'julie.bouchard@beaurivage.test']);
    expect(addresses(mail.cc)).toEqual([]);
    expect(raw).not.toMatch(/^bcc:/im);
    expect(raw).not.toContain('luc.desrosiers');
    expect(mail.subject).toBe(subject);
    expect(mail.from?.value[0]).toMatchObject({ name: 'Amélie Tremblay' });
    expect(mail.from?.value[0]?.address).toBe(mail.replyTo?.value[0]?.address);
    const [pdf, file] = mail.attachments;
    expect(pdf?.contentType).toBe('application/pdf');
    expect(file?.filename).toBe('Relevé d’été n° 2.bin');
    expect(file?.content.equals(attachment)).toBe(true);
    const read = await readPdf(pdf?.content ?? Buffer.alloc(0));
    const text = squeezed(read.pages.map((p) => p.text).join(' '));
    for (const figure of ['219584,08', '156087,61', '66419,51', '79105,23', '3320,98', '6625,35', '76365,84']) {
      expect(text).toContain(figure);
    }
  }
});
