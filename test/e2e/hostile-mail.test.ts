import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { htmlCleaner } from '../../shared/adapters/mail/html-cleaner.ts';
import { activeHtml } from '../fixtures/mail/active-html.ts';
import { type Client, client, until } from './client.ts';
import { activeNodes, breaches } from './page/active-nodes.ts';
import { byRole, textOf } from './page/browser.ts';
import { type Observed, observePage } from './page/observed-page.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgAAACAAAB4iG8MwAAAABJRU5ErkJggg==',
  'base64',
);
const julie = 'julie.bouchard@beaurivage.test';
const invoicePage = '#/projects/prj_rapides/invoices/inv_charpente-2/emails/';
const nobody = { dialogs: [], asked: [], connections: 0 };

let api: Client;
let page: Page;
let observed: Observed;
suitePage((opened) => {
  page = opened;
});
beforeAll(async () => {
  api = client(inject('place'));
  await signIn(page, 'Amélie Tremblay');
  observed = await observePage(page, png);
});
beforeEach(() => observed.begin());
afterAll(() => observed.end());

/** Sends an invoice to Julie. Returns the conversation and the address for her replies. */
const conversation = async (subject: string) => {
  const com = await api.sent('usr_amelie', { subject, to: ['cnt_julie'], cc: [] });
  const copy = await until('the mail', async () => (await api.messagesTo(julie)).find((m) => m.subject === subject));
  const mail = await simpleParser(await api.message(copy.id));
  return { com, to: mail.from?.value[0]?.address ?? '' };
};

/** The frames of all incoming mails, as their senders formatted them. */
const formattedFrames = async (): Promise<Frame[]> => {
  await page.waitForSelector('.letter-incoming .letter-body > .text-button');
  await page.evaluate(
    `for (const b of document.querySelectorAll('.letter-incoming .letter-body > .text-button')) b.click()`,
  );
  // Each mail must load its own HTML first.
  await page.waitForFunction(
    `document.querySelectorAll('.letter-incoming iframe').length === document.querySelectorAll('.letter-incoming .letter-body > .text-button').length`,
  );
  const frames = await Promise.all((await page.$$('.letter-incoming iframe')).map((frame) => frame.contentFrame()));
  const there = frames.filter((frame) => frame !== null);
  await Promise.all(there.map((frame) => frame.waitForSelector('body, frameset')));
  return there;
};

const inFrames = (documents: string[]): string => {
  const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return documents.map((html) => `<iframe srcdoc="${quoted(html)}"></iframe>`).join('');
};

test('no mail acts in its frame without the sanitiser, or through the sanitiser without a frame (M14)', async () => {
  const attacks = activeHtml(observed.url);
  expect(attacks.length).toBeGreaterThan(80);
  const { com } = await conversation(`Courriel piégé ${randomUUID()}`);
  const thread = await api.thread('usr_amelie', com.id);
  const [sent] = thread.emails;
  // These responses are those of a service that cleans nothing, so that the page must protect itself alone.
  const emails = attacks.map((_, n) => ({
    ...sent,
    id: `eml_${String(n).padStart(26, 'a')}`,
    direction: 'incoming',
    kind: 'reply',
    unread: true,
    hasHtml: true,
    document: null,
    deliveries: [],
  }));
  const words = { text: '', signature: null, quotedText: null, cut: false, rest: null };
  for (const [n, html] of attacks.entries())
    observed.answer(`/emails/${emails[n]?.id}/body`, { ...words, html: `<b>${n}</b>${html}` });
  observed.answer(`/communications/${com.id}`, { ...thread, emails });
  await page.goto(pageUrl(invoicePage + com.id));
  const frames = await formattedFrames();
  expect(frames).toHaveLength(attacks.length);
  // Each frame has an opaque origin, and holds its mail.
  const place = `origin + ':' + document.body?.textContent.trim()`;
  const holds = async (frame: Frame, n: number) =>
    new RegExp(`^null:${n}(?!\\d)`).test(String(await frame.evaluate(place as never)));
  await Promise.all(frames.map((frame, n) => until(`the mail ${attacks[n]}`, () => holds(frame, n))));
  const targets = await Promise.all(frames.map((frame) => frame.$('#go')));
  for (const target of targets) await target?.click();
  expect(observed.reached()).toEqual(nobody);
  expect(await page.browser().pages()).toHaveLength(2);

  const { reply } = htmlCleaner();
  await page.goto('about:blank');
  await page.setContent(inFrames(attacks.map(reply)));
  const active = await Promise.all(
    page
      .mainFrame()
      .childFrames()
      .map((frame) => frame.evaluate(activeNodes as never)),
  );
  expect(active).toEqual(attacks.map(() => []));
  expect(observed.reached()).toEqual(nobody);

  // Without frame and sanitiser the attacks must act, since the checks above would prove nothing otherwise.
  await page.setContent(inFrames(attacks));
  await until(
    'what the attacks do unhindered',
    async () => observed.found().dialogs.length > 15 && observed.found().asked.length > 40,
  );
  // Nothing of them may be left for the next test.
  await page.goto('about:blank');
});

test('a mail with a pixel, a style, a form and pictures by cid causes no request to anybody but us (M15)', async () => {
  const { com, to } = await conversation(`Courriel à images ${randomUUID()}`);
  const style = `<style>p{background:url(${observed.url}/sheet.png)}</style>`;
  const quote = '<div class="gmail_quote"><blockquote>Bonjour <img src="cid:logo@quoted"></blockquote></div>';
  const picture = (cid: string) => ({ filename: `${cid}.png`, content: png, cid, contentType: 'image/png' });
  await api.smtp.sendMail({
    envelope: { from: julie, to },
    from: julie,
    to,
    subject: 'Re: facture',
    text: 'Voici la photo.',
    html: `${style}<p style="background:url(${observed.url}/css.png)">Voici la photo : <img src="cid:photo@site"></p>
      <img src="${observed.url}/pixel.gif" width="1" height="1"><img src="${observed.url.replace('https', 'http')}/plain.gif">
      <form action="${observed.url}/form"><input name="nip"><button>Payer</button></form>${quote}`,
    attachments: [picture('photo@site'), picture('logo@quoted')],
  });
  await until('the reply', async () => (await api.thread('usr_amelie', com.id)).replyCount === 1);
  await page.setCookie({ name: 'id', value: '1', url: observed.url, sameSite: 'None', secure: true });
  await page.goto(pageUrl(invoicePage + com.id));
  const [frame] = await formattedFrames();
  const inFrame = (code: string) => frame?.evaluate(code as never) as Promise<unknown>;
  const sources = '[...document.images].map(({ src, naturalWidth }) => [src.slice(0, 15), naturalWidth])';
  const none = ['', 0];
  await until('the picture', async () => JSON.stringify(await inFrame(sources)).includes('png;",1'));
  // The pixels keep their place and cause no request. The quote is gone, together with its picture.
  expect(await inFrame(sources)).toEqual([['data:image/png;', 1], none, none]);
  expect(observed.found().own.filter((url) => /\/api\/.*\/attachments\//.test(url))).toHaveLength(1);
  expect(await inFrame('document.querySelectorAll("form,input,button,style:not(head style)").length')).toBe(0);
  expect(observed.reached()).toEqual(nobody);

  await observed.letThrough();
  await byRole(page, 'button', 'Show them').click();
  await until('both pictures', async () => observed.found().seen.length === 2);
  expect(
    observed
      .found()
      .seen.map(({ url, referer, cookie }) => [url, referer, cookie])
      .sort(),
  ).toEqual([
    ['/pixel.gif', undefined, undefined],
    ['/plain.gif', undefined, undefined],
  ]);
});

test('the tab shows whether and why a sender is trusted, folds automatic mail, and keeps signature and quote a click away', async () => {
  const { com } = await conversation(`À lire ${randomUUID()}`);
  const thread = await api.thread('usr_amelie', com.id);
  const [sent] = thread.emails;
  const letter = (n: string, more: object) => ({
    ...{
      ...sent,
      id: `eml_${n.padStart(26, 'a')}`,
      direction: 'incoming',
      kind: 'reply',
      document: null,
      deliveries: [],
    },
    ...{ from: { contactId: null, name: `Julie ${n}`, address: julie }, text: `Texte ${n}`, hasHtml: false, ...more },
  });
  const emails = [
    letter('a', { trust: 'verified', trustReason: 'dmarc_passed', signature: 'Signature a', hasQuote: true }),
    letter('b', { trust: 'unverified', trustReason: 'no_policy_spf' }),
    letter('c', { trust: 'verified', trustReason: 'dmarc_passed', kind: 'automatic', automatic: 'absence' }),
  ];
  observed.answer(`/communications/${com.id}`, { ...thread, emails });
  const said = {
    text: 'Texte a',
    signature: 'Signature a',
    quotedText: 'Citation a',
    html: null,
    cut: false,
    rest: null,
  };
  observed.answer(`/emails/${emails[0]?.id}/body`, said);
  await page.goto(pageUrl(invoicePage + com.id));
  const seesAll = (...words: string[]) =>
    until(words.join(), async () => {
      const text = await textOf(page);
      return words.every((word) => text.includes(word));
    });
  await seesAll('Verified sender', 'beaurivage.test confirms that it sent this email', 'Texte b');
  await seesAll(
    'could not be verified',
    'no DMARC policy',
    '(SPF)',
    'call the person',
    'Out-of-office note from Julie c',
  );
  expect(await textOf(page)).not.toMatch(/Signature a|Citation a|Texte c/);
  await byRole(page, 'button', 'Show signature').click();
  await byRole(page, 'button', 'Show quoted text').click();
  await page.locator('summary').click();
  await seesAll('Signature a', 'Citation a', 'Texte c');
  expect(await page.$$('.fold-button[aria-expanded=true]')).toHaveLength(2);
  await byRole(page, 'button', 'Français').click();
  await seesAll(
    'Expéditeur vérifié',
    'n’a pas pu être vérifié',
    'appelez la personne',
    'Avis d’absence\u00a0: Julie c',
  );
  await byRole(page, 'button', 'English').click();
});

test('the page’s own policy forbids inline scripts and evaluation, and frames, posts and requests to anybody else', async () => {
  await page.goto(pageUrl());
  const held = 'base-uri connect-src form-action frame-src img-src media-src object-src script-src script-src-elem';
  expect(await page.evaluate(breaches(observed.url) as never)).toEqual({ ran: 'undefined', broken: held.split(' ') });
  expect(observed.reached()).toEqual(nobody);
});
