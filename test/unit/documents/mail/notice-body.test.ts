import { expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../../shared/adapters/mail/mime-writer.ts';
import { noticeBody } from '../../../../shared/documents/mail/notice-body.ts';
import { noReplyAddress, noticeHeaders } from '../../../../shared/domain/conversation/notice.ts';
import { Failure, type NoticeFacts } from '../../../../shared/domain/conversation/notice-facts.ts';

const facts = (more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  emailId: 'eml_1',
  recipientId: 'cnt_1',
  attempt: 1,
  trouble: 'bounced',
  detail: 'smtp; 550 5.1.1 user unknown',
  name: 'Julie <b>Côté</b>',
  address: 'julie@client.test',
  invoiceNumber: '7',
  ...more,
});
const link = 'https://courriel.test/#/projects/prj_1';

test.each(['en', 'fr'] as const)(
  'each kind of failure has its own text in %s, with invoice, person, link and what to do',
  (language) => {
    const bodies = Failure.options.map((trouble) => noticeBody(facts({ trouble }), language, link));
    expect(new Set(bodies.map(({ text }) => text)).size).toBe(Failure.options.length);
    for (const { subject, text, html } of bodies) {
      expect(subject).toContain('7');
      for (const part of ['julie@client.test', link, language === 'en' ? 'What to do:' : 'Que faire\u00a0:'])
        expect(text).toContain(part);
      expect(html).not.toContain('<b>');
    }
  },
);

test('a notice about several people names one of them and the number of others', () => {
  const several = facts({ trouble: 'failed', detail: 'render_failed', name: 'Julie', others: 49 });
  expect(noticeBody(several, 'en', link).subject).toBe('Invoice 7: email not sent to Julie and 49 other people');
  expect(noticeBody(several, 'fr', link).subject).toMatch(/non envoyé à Julie et 49 autres personnes$/);
  expect(noticeBody({ ...several, others: 1 }, 'en', link).text).toContain('(julie@client.test) and one other person');
  expect(noticeBody(several, 'en', link).text).not.toContain('this person only');
});

test('the answer of a server is quoted on one line without links, and our own codes become sentences', () => {
  const said = noticeBody(facts({ detail: '550 blocked, see https://evil.test/x\u2028 or www.evil.test' }), 'en', link);
  expect(said.text).toContain('Reported: 550 blocked, see …');
  expect(said.text + said.html).not.toMatch(/evil|\u2028/);
  expect(noticeBody(facts({ detail: 'http_500' }), 'en', link).text).toContain('HTTP 500');
  expect(noticeBody(facts({ detail: 'render_failed' }), 'fr', link).text).not.toContain('render_failed');
});

test('the mail refers to no other message and is marked as automatic', async () => {
  const from = noReplyAddress('reply.courriel.test');
  const raw = await mimeWriter().write({
    ...noticeBody(facts(), 'fr', link),
    from: { name: 'Courriel', address: from },
    replyTo: from,
    to: [{ name: 'Léa', address: 'lea@steel.test' }],
    cc: [],
    language: 'fr',
    inReplyTo: null,
    references: [],
    headers: noticeHeaders,
    files: [],
  });
  expect(Buffer.from(raw).toString('latin1')).not.toMatch(/^(?:references|in-reply-to):/im);
  const mail = await mimeReader().read(raw);
  expect(mail.headers.find(({ name }) => name === 'auto-submitted')?.value).toBe('auto-generated');
  expect(mail.subject).toMatch(/^Facture 7\s: courriel non remis à Julie <b>Côté<\/b>$/);
});
