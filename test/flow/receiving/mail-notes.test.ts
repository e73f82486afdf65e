import { describe, expect, test } from 'vitest';
import { shownBody } from '../../../shared/actions/email-body.ts';
import { EmailView } from '../../../shared/api/shapes/communications.ts';
import { emailView } from '../../../shared/api/views/email-view.ts';
import type { IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { type Conversation, capture, conversation, kept, recorded, reply } from '../../fakes/worlds/captured-mail.ts';
import { mailFixture } from '../../fixtures/mail/cases.ts';

const anne = 'anne@gc.test';

const about = (c: Conversation, name: string): Buffer =>
  Buffer.from(
    mailFixture(name, c.thread)
      .toString('latin1')
      .replaceAll('0100019a-1@ca-central-1.amazonses.com', c.invoiceMessageId)
      .replace(/^From: (?!.*mailer-daemon).*$/im, `From: ${anne}`),
    'latin1',
  );

/** The email as an Admin of the project sees it. */
const viewOf = async (c: Conversation, email: IncomingEmail) => {
  const communication = await c.w.communications.getCommunication(c.communicationId);
  if (!communication || !email.body) throw new Error('not stored');
  const viewer = { userId: 'usr_admin', contactId: 'cnt_admin', level: 'admin', viewInvoiceDetails: true } as const;
  const shown = shownBody(email.body);
  const parts = { email, shown, unread: false, deliveries: [], document: null, relay: null };
  return EmailView.parse(emailView(viewer as never, communication, parts));
};

describe('an incoming email', () => {
  test('says why its sender is believed or could not be verified', async () => {
    const gray = { dmarc: 'GRAY' };
    const signedBy = (domain: string) =>
      `Authentication-Results: amazonses.com; spf=none; dkim=pass header.i=@${domain}; dmarc=none header.from=gc.test`;
    const elsewhere = { verdicts: gray, source: 'x@sender.test' };
    const seen: Record<string, string | undefined> = {};
    const note = async (name: string, outcomes: ReturnType<typeof reply>, c: Conversation) => {
      const [outcome] = await outcomes;
      seen[name] = (await kept(c, outcome?.emailId)).notes?.trustReason;
    };
    const c = await conversation();
    await note('pass', reply(c, { text: '1' }), c);
    await note('spf', reply(c, { text: '2' }, { verdicts: gray }), c);
    await note('dkim', reply(c, { text: '3' }, { ...elsewhere, results: signedBy('gc.test') }), c);
    await note('nothing', reply(c, { text: '4' }, { ...elsewhere, results: signedBy('sender.test') }), c);
    await note('other', reply(c, { text: '9' }, { results: signedBy('gc.test').replace('from=gc', 'from=evil') }), c);
    await note('fail', reply(c, { text: '5' }, { verdicts: { dmarc: 'FAIL' } }), c);
    await note('new word', reply(c, { text: '6' }, { verdicts: { dmarc: 'PROCESSING_FAILED' } }), c);
    await note('stranger', reply(c, { text: '7', from: 'x@sender.test' }), c);
    await note('virus', reply(c, { text: '8' }, { verdicts: { virus: 'FAIL' } }), c);
    expect(seen).toEqual({
      pass: 'dmarc_passed',
      spf: 'no_policy_spf',
      dkim: 'no_policy_dkim',
      nothing: 'no_policy_nothing',
      other: 'sender_differs',
      fail: 'dmarc_failed',
      'new word': 'dmarc_unknown',
      stranger: 'unknown_sender',
      virus: 'malware',
    });
  });

  test('says what kind of program wrote it, if it is automatic', async () => {
    const c = await conversation();
    const seen: Record<string, unknown> = {};
    for (const name of [
      'out-of-office-en',
      'vacation-fr-precedence',
      'dsn',
      'read-receipt',
      'feedback-report',
      'list-mail',
    ]) {
      await capture(c.w, about(c, name), { recipients: [c.thread], source: name === 'dsn' ? null : anne });
      const view = await viewOf(c, (await recorded(c)).at(-1) as IncomingEmail);
      seen[name] = [view.automatic, view.trustReason];
    }
    const ticket = { subject: 'Ticket 4711', text: 'Reçu.', headers: ['Auto-Submitted: auto-replied'] };
    await reply(c, ticket);
    seen.ticket = (await recorded(c)).at(-1)?.notes?.automatic;
    expect(seen).toEqual({
      'out-of-office-en': ['absence', 'dmarc_passed'],
      'vacation-fr-precedence': ['absence', 'dmarc_passed'],
      dsn: ['bounce', 'report'],
      'read-receipt': ['read_receipt', 'report'],
      'feedback-report': ['complaint', 'report'],
      'list-mail': ['list', 'dmarc_passed'],
      ticket: 'auto_reply',
    });
  });

  test('keeps signature and quote apart from its text, and names no program if a person wrote it', async () => {
    const c = await conversation();
    const text = 'Payée.\n\n-- \nAnne Roy\n514 555-0199\n\nLe 1 oct. 2026 à 08:00, Léa <x@y.test> a écrit :\n> Bonjour';
    await reply(c, { text });
    const email = (await recorded(c))[0] as IncomingEmail;
    const view = await viewOf(c, email);
    expect(view).toMatchObject({ text: 'Payée.', signature: '-- \nAnne Roy\n514 555-0199', automatic: null });
    expect(view.hasQuote).toBe(true);
    expect(email.body?.quotedText).toContain('> Bonjour');
    expect(email.body?.quotedText).not.toContain('514');
  });

  test('lists its pictures under the ids that its HTML uses, without those of the quote', async () => {
    const c = await conversation();
    await capture(c.w, about(c, 'inline-image-and-files'), { recipients: [c.thread], source: anne });
    const email = (await recorded(c))[0] as IncomingEmail;
    const view = await viewOf(c, email);
    expect(view.hasHtml).toBe(true);
    expect(email.body?.html).toContain('cid:crack@01');
    expect(email.body?.html).not.toContain('logo@02');
    const pictures = view.attachments.filter(({ inline }) => inline);
    expect(pictures.map(({ fileName, contentId }) => [fileName, contentId])).toEqual([['crack.png', 'crack@01']]);
  });

  test('marks a file that its relay leaves behind, with the reason', async () => {
    const c = await conversation();
    const boundary = 'Content-Type: multipart/mixed; boundary=b';
    const part = (name: string) => ['--b', `Content-Type: application/octet-stream; name="${name}"`, '', 'x'];
    const lines = [
      `From: ${anne}`,
      'MIME-Version: 1.0',
      boundary,
      '',
      ...part('plan.dwg'),
      ...part('page.html'),
      '--b--',
    ];
    await capture(c.w, Buffer.from(lines.join('\r\n')), { recipients: [c.thread], source: anne });
    const [email] = await recorded(c);
    const view = await viewOf(c, email as IncomingEmail);
    expect(view.attachments.map((file) => [file.fileName, file.leftBehind])).toEqual([
      ['plan.dwg', null],
      ['page.html', 'kind'],
    ]);
    const large = email?.attachments.map((file) => ({ ...file, bytes: 20_000_000, fileName: `${file.id}.dwg` })) ?? [];
    const heavy = await viewOf(c, { ...(email as IncomingEmail), attachments: large });
    expect(heavy.attachments.map((file) => file.leftBehind)).toEqual(['size', 'size']);
  });
});
