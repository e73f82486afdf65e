import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { simpleParser } from 'mailparser';
import { type Dialog, type Frame, type HTTPRequest, InterceptResolutionAction, type Page } from 'puppeteer-core';
import getTLSOptions from 'smtp-server/lib/tls-options.js';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { htmlCleaner } from '../../shared/adapters/html-cleaner.ts';
import { activeHtml } from '../fixtures/mail/active-html.ts';
import { byRole } from './browser.ts';
import { type Client, client, until } from './client.ts';
import { pageUrl, signIn, suitePage } from './suite-page.ts';

/** What the page's own code asks for while a thread is open; anything else was asked for by the mail. */
const isOwn = (request: HTTPRequest, page: Page): boolean =>
  request.frame() === page.mainFrame() && new URL(request.url()).origin === new URL(pageUrl()).origin;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgAAACAAAB4iG8MwAAAABJRU5ErkJggg==',
  'base64',
);

let api: Client;
let page: Page;
let listener: Server;
let reached: string;
let connections = 0;
let dialogs: string[] = [];
/** What was asked for by the page's own code, and by the mails. */
let own: string[] = [];
let asked: string[] = [];
/** What came through to the listener. */
let seen: { url: string | undefined; referer: string | undefined; cookie: string | undefined }[] = [];
/** Answers a request in the service's place; null to let it pass. */
let stand: (request: HTTPRequest) => string | null = () => null;

suitePage((opened) => {
  page = opened;
});

const watch = (watched: Page): void => {
  watched.on('dialog', (dialog: Dialog) => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  watched.on('request', (request) => {
    if (request.interceptResolutionState().action === InterceptResolutionAction.Disabled) return undefined;
    if (/^(?:data|blob|about):/.test(request.url())) return request.continue();
    const body = stand(request);
    if (body !== null) return request.respond({ contentType: 'application/json', body });
    if (isOwn(request, watched)) {
      own.push(request.url());
      return request.continue();
    }
    asked.push(request.url());
    return request.abort();
  });
};

beforeAll(async () => {
  api = client(inject('place'));
  listener = createServer(getTLSOptions({}), ({ url, headers: { referer, cookie } }, response) => {
    seen.push({ url, referer, cookie });
    response.end(png);
  });
  listener.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  reached = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await signIn(page, 'Amélie Tremblay');
  watch(page);
  const session = await page.createCDPSession();
  await session.send('Security.setIgnoreCertificateErrors', { ignore: true });
});
afterAll(() => listener.close());
beforeEach(async () => {
  await page.setRequestInterception(true);
  connections = 0;
  dialogs = [];
  own = [];
  asked = [];
  seen = [];
  stand = () => null;
});

const julie = 'julie.bouchard@beaurivage.test';

/** A conversation with Julie, and the address that her replies go to. */
const conversation = async (subject: string) => {
  const com = await api.sent('usr_amelie', { subject, to: ['cnt_julie'], cc: [] });
  const copy = await until('the mail', async () => (await api.messagesTo(julie)).find((m) => m.subject === subject));
  const mail = await simpleParser(await api.message(copy.id));
  return { com, to: mail.from?.value[0]?.address ?? '' };
};

const invoicePage = '#/projects/prj_rapides/invoices/inv_charpente-2/emails/';

/** Every mail that came in, as its sender formatted it. */
const formattedFrames = async (): Promise<Frame[]> => {
  await page.waitForSelector('.letter-incoming .letter-body > .text-button');
  await page.evaluate(
    `for (const b of document.querySelectorAll('.letter-incoming .letter-body > .text-button')) b.click()`,
  );
  await page.waitForSelector('.letter-incoming iframe');
  const frames = await Promise.all((await page.$$('.letter-incoming iframe')).map((frame) => frame.contentFrame()));
  const there = frames.filter((frame) => frame !== null);
  await Promise.all(there.map((frame) => frame.waitForSelector('body, frameset')));
  return there;
};

const inFrames = (documents: string[]): string => {
  const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return documents.map((html) => `<iframe srcdoc="${quoted(html)}"></iframe>`).join('');
};

/** What runs, posts or reaches out, by the document as the browser understood it. */
const activeNodes = `(() => {
  const live = 'script,style,link,meta[http-equiv],base,iframe,frame,frameset,object,embed,applet,form,input,button,select,textarea,svg,math,video,audio,source,track,template,marquee,details,noscript,xmp,plaintext';
  const nodes = [...document.querySelectorAll(live)].map((node) => node.outerHTML);
  for (const node of document.querySelectorAll('*'))
    for (const { name, value } of node.attributes) {
      if (/^on|^(?:srcset|srcdoc|background|ping|formaction|action|attributionsrc|usemap|autofocus)$/.test(name)) nodes.push(name);
      if (name === 'href' && !/^(?:https?|mailto):/.test(value)) nodes.push(value);
      if (name === 'src' && !/^(?:cid:|data:image\\/(?:png|jpeg|gif|webp);base64,)/.test(value)) nodes.push(value);
      if (name === 'style' && /url|image-set|expression|@import|position/i.test(value)) nodes.push(value);
    }
  return nodes;
})()`;

test('M14 no mail acts: not in its frame without the sanitiser, not through the sanitiser without a frame', async () => {
  const attacks = activeHtml(reached);
  expect(attacks.length).toBeGreaterThan(80);
  const { com } = await conversation(`Courriel piégé ${randomUUID()}`);
  const thread = await api.thread('usr_amelie', com.id);
  const [sent] = thread.emails ?? [];
  // The service as it would be if it cleaned nothing: the page must hold alone.
  const emails = attacks.map((html, n) => ({
    ...sent,
    id: `eml_${String(n).padStart(26, 'a')}`,
    direction: 'incoming',
    kind: 'reply',
    html: `<b>${n}</b>${html}`,
    document: null,
    deliveries: [],
  }));
  stand = (request) =>
    request.url().endsWith(`/communications/${com.id}`) ? JSON.stringify({ ...thread, emails }) : null;
  await page.goto(pageUrl(invoicePage + com.id));
  const frames = await formattedFrames();
  expect(frames).toHaveLength(attacks.length);
  for (const [n, frame] of frames.entries()) {
    // An origin of its own, and the mail is in it.
    const place = `origin + ':' + document.body?.textContent.trim()`;
    const there = new RegExp(`^null:${n}(?!\\d)`);
    await until(`the mail ${attacks[n]}`, async () => there.test(String(await frame.evaluate(place as never))));
  }
  for (const frame of frames) await frame.$('#go').then((target) => target?.click());
  expect({ dialogs, asked, connections }).toEqual({ dialogs: [], asked: [], connections: 0 });
  expect(await page.browser().pages()).toHaveLength(2);

  const { reply } = htmlCleaner();
  await page.goto('about:blank');
  await page.setContent(inFrames(attacks.map(reply)));
  for (const [n, frame] of page.mainFrame().childFrames().entries()) {
    expect(await frame.evaluate(activeNodes as never), attacks[n]).toEqual([]);
  }
  expect({ dialogs, asked, connections }).toEqual({ dialogs: [], asked: [], connections: 0 });

  // The same with neither: that they act at all is what the above is worth.
  await page.setContent(inFrames(attacks));
  await until('what the attacks do unhindered', async () => dialogs.length > 15 && asked.length > 40);
  // Nothing of it may be left for the next test.
  await page.goto('about:blank');
});

test('M15 a pixel, a style, a form and pictures by cid: nothing is asked of anybody but us', async () => {
  const { com, to } = await conversation(`Courriel à images ${randomUUID()}`);
  const style = `<style>p{background:url(${reached}/sheet.png)}</style>`;
  const quote = '<div class="gmail_quote"><blockquote>Bonjour <img src="cid:logo@quoted"></blockquote></div>';
  const picture = (cid: string) => ({ filename: `${cid}.png`, content: png, cid, contentType: 'image/png' });
  await api.smtp.sendMail({
    envelope: { from: julie, to },
    from: julie,
    to,
    subject: 'Re: facture',
    text: 'Voici la photo.',
    html: `${style}<p style="background:url(${reached}/css.png)">Voici la photo : <img src="cid:photo@site"></p>
      <img src="${reached}/pixel.gif" width="1" height="1"><img src="${reached.replace('https', 'http')}/plain.gif">
      <form action="${reached}/form"><input name="nip"><button>Payer</button></form>${quote}`,
    attachments: [picture('photo@site'), picture('logo@quoted')],
  });
  await until('the reply', async () => (await api.thread('usr_amelie', com.id)).replyCount === 1);
  await page.setCookie({ name: 'id', value: '1', url: reached, sameSite: 'None', secure: true });
  await page.goto(pageUrl(invoicePage + com.id));
  const [frame] = await formattedFrames();
  const inFrame = (code: string) => frame?.evaluate(code as never) as Promise<unknown>;
  const sources = '[...document.images].map(({ src, naturalWidth }) => [src.slice(0, 15), naturalWidth])';
  const none = ['', 0];
  await until('the picture', async () => JSON.stringify(await inFrame(sources)).includes('png;",1'));
  // The pixels keep their place and ask for nothing; what was quoted is gone with its picture.
  expect(await inFrame(sources)).toEqual([['data:image/png;', 1], none, none]);
  expect(own.filter((url) => /\/api\/.*\/attachments\//.test(url))).toHaveLength(1);
  expect(await inFrame('document.querySelectorAll("form,input,button,style:not(head style)").length')).toBe(0);
  expect({ asked, connections }).toEqual({ asked: [], connections: 0 });

  // Interception would add the cookies that the browser leaves out.
  await page.setRequestInterception(false);
  await byRole(page, 'button', 'Show them').click();
  await until('both pictures', async () => seen.length === 2);
  expect(seen.map(({ url, referer, cookie }) => [url, referer, cookie]).sort()).toEqual([
    ['/pixel.gif', undefined, undefined],
    ['/plain.gif', undefined, undefined],
  ]);
});

test('the page itself runs no inline script, evaluates nothing, and neither frames, posts to nor asks anybody else', async () => {
  await page.goto(pageUrl());
  const violations = await page.evaluate(
    `(async () => {
    const broken = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
    const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
    add('script', { textContent: 'window.ran = true' });
    add('script', { src: '${reached}/s.js' });
    add('img', { src: '${reached.replace('https', 'http')}/plain.gif' });
    add('iframe', { src: '${reached}/frame' });
    add('iframe', { src: '/' });
    add('object', { data: '${reached}/object' });
    add('video', { src: '${reached}/video' });
    add('base', { href: '${reached}/' });
    setTimeout('window.ran = true');
    await fetch('https://elsewhere.test/').catch(() => null);
    const form = Object.assign(document.createElement('form'), { action: '/api/me', method: 'post' });
    document.body.append(form);
    form.submit();
    for (let waited = 0; new Set(broken).size < 9 && waited < 5000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { ran: String(window.ran), broken: [...new Set(broken)].sort() };
  })()` as never,
  );
  expect(violations).toEqual({
    ran: 'undefined',
    broken: [
      'base-uri',
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src',
      'script-src-elem',
    ],
  });
  expect({ asked, connections }).toEqual({ asked: [], connections: 0 });
});
