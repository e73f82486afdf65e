import { expect, test } from 'vitest';
import { isMoving, pollInterval } from '../../../../web/src/api/polling.ts';
import {
  frameDocument,
  frameHeight,
  hasFormatting,
  hasRemoteImages,
} from '../../../../web/src/emails/body/frame-document.ts';
import { arrangeThread } from '../../../../web/src/emails/thread-order.ts';
import { initials, someNames } from '../../../../web/src/parts/people.ts';

type Emails = Parameters<typeof arrangeThread>[0];
const email = (id: string, relayOf: string | null = null): Emails[number] => ({
  id,
  direction: 'outgoing',
  kind: relayOf ? 'relay' : 'reply',
  from: { contactId: null, name: 'A', address: 'a@a.test' },
  to: [],
  cc: [],
  moreRecipients: 0,
  bcc: [],
  subject: '',
  text: '',
  signature: null,
  cut: false,
  hasHtml: false,
  hasQuote: false,
  quoteOpen: false,
  unread: false,
  sentAt: null,
  receivedAt: null,
  createdAt: '2026-11-24T05:00:00.000Z',
  state: null,
  trust: null,
  trustReason: null,
  automatic: null,
  aside: false,
  relay: null,
  released: null,
  reported: null,
  relayOf,
  hasOriginal: false,
  document: null,
  attachments: [],
  moreAttachments: 0,
  deliveries: [],
});

test('relays are shown under their reply, in the thread’s order', () => {
  const items = arrangeThread([email('eml_1'), email('eml_2'), email('eml_3', 'eml_2'), email('eml_4')]);
  expect(items.map((item) => [item.email.id, item.relays.map(({ id }) => id)])).toEqual([
    ['eml_1', []],
    ['eml_2', ['eml_3']],
    ['eml_4', []],
  ]);
});

test('a relay whose reply is hidden from this reader is still shown', () => {
  expect(arrangeThread([email('eml_1'), email('eml_3', 'eml_2')]).map((item) => item.email.id)).toEqual([
    'eml_1',
    'eml_3',
  ]);
});

const at = Date.parse('2026-11-24T05:00:00.000Z');
const thread = (state: 'sent' | 'queued', ...deliveries: ('accepted' | 'delivered' | 'ready')[]) => ({
  state,
  lastActivityAt: '2026-11-24T05:00:00.000Z',
  emails: [{ createdAt: '2026-11-24T05:00:00.000Z', deliveries: deliveries.map((one) => ({ state: one })) }],
});

test('a thread is moving while a delivery is queued, and for two minutes while an event is awaited', () => {
  expect(isMoving(thread('queued'), at)).toBe(true);
  expect(isMoving(thread('sent', 'delivered', 'ready'), at)).toBe(true);
  expect(isMoving(thread('sent', 'accepted'), at + 60_000)).toBe(true);
  expect(isMoving(thread('sent', 'accepted'), at + 180_000)).toBe(false);
  expect(isMoving(thread('sent', 'delivered'), at)).toBe(false);
});

test('an open thread is polled within two seconds, and an idle page less often unless a thread is moving', () => {
  expect(pollInterval(false, 0)).toBeLessThan(2000);
  expect(pollInterval(true, 3_600_000)).toBeLessThan(2000);
  expect(pollInterval(false, 3_600_000)).toBeGreaterThanOrEqual(10_000);
});

test('the frame’s policy lets nothing load or run but remote images, over https and on request', () => {
  const html = '<p>x</p><img alt="" data-src="http://track.test/p.png"><img src="cid:1">';
  const closed = frameDocument(html, { language: 'fr', images: false });
  expect(closed).toContain("default-src 'none'");
  expect(closed).toContain('img-src data:;');
  expect(closed).not.toMatch(/<img[^>]*\ssrc="http/);
  const opened = frameDocument(html, { language: 'fr', images: true });
  expect(opened).toContain('img-src data: https:;');
  expect(opened).toContain('<img alt="" src="https://track.test/p.png">');
  expect(opened.indexOf('Content-Security-Policy')).toBeLessThan(opened.indexOf('<img'));
});

test('only an email with remote images offers to show them', () => {
  expect(hasRemoteImages('<img width="1" data-src="https://a.test/x.png">')).toBe(true);
  expect(hasRemoteImages('<img src="cid:a"><img src="data:image/png;base64,AA">data-src="x"')).toBe(false);
});

test('only an email whose formatting differs from its text offers to show it', () => {
  expect(hasFormatting('<p>Bonjour,</p><P>voici<br>notre<br />facture.</p>')).toBe(false);
  expect(hasFormatting('<p>Voici <strong>notre</strong> facture.</p>')).toBe(true);
  expect(hasFormatting('<p style="color:red">Voici</p>')).toBe(true);
  expect(hasFormatting('<pre>x</pre>')).toBe(true);
});

test('a frame is as tall as its text and pictures need, within limits', () => {
  expect(frameHeight('', 0)).toBe(140);
  expect(frameHeight('line\n'.repeat(10), 0)).toBeGreaterThan(250);
  expect(frameHeight('', 1)).toBeGreaterThan(300);
  expect(frameHeight('line\n'.repeat(1000), 9)).toBe(680);
});

test('initials are taken from the first and the last name', () => {
  expect(initials('Amélie Tremblay')).toBe('AT');
  expect(initials('Émile')).toBe('É');
  expect(initials('Marc-André Gagnon')).toBe('MG');
  expect(initials('Adresse (simulateur)')).toBe('A');
  expect(initials('')).toBe('?');
});

test('a long list of people is cut, and the number of the others is given', () => {
  const people = ['A', 'B', ''].map((name) => ({ name, address: 'c@c.test' }));
  expect(someNames(people, 2)).toEqual({ shown: 'A, B', more: 1 });
  expect(someNames(people, 3)).toEqual({ shown: 'A, B, c@c.test', more: 0 });
});
