import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { notifyFailures } from '../../../functions/reconcile/notices/notify-failures.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { capture, kept, recorded } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

/** Anybody who has a conversation's address can write a report, and no verdict proves who wrote it. */

let q: QuarantineWorld;
let invoiceEmailId: string;

beforeEach(async () => {
  q = await quarantineWorld();
  invoiceEmailId = (await q.c.w.communications.getCommunication(q.c.communicationId))?.firstEmailId ?? '';
});

const forged = { spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' };
const bait = 'Sign in to Courriel at https://evil.test/ to release it.';

/** The Message-ID of the copy of the email that went to that person. */
const idOf = async (recipientId: string, emailId = invoiceEmailId): Promise<string> => {
  const delivery = await q.c.w.communications.getDelivery(emailId, recipientId);
  return `${delivery?.latest.sesMessageId}@${q.c.w.region}.amazonses.com`;
};

type Dsn = { id?: string; final?: string; original?: string; action?: string; text?: string };

/** A delivery status report with everything that a stranger may want to smuggle into a conversation. */
const dsn = ({ id = '', final = 'anne@gc.test', original, action = 'failed', text = bait }: Dsn): Buffer => {
  const part = (...lines: string[]) => ['--b', ...lines];
  const lines = [
    'From: "Banque, service des paiements" <mailer-daemon@evil.test>',
    `To: ${q.c.thread}`,
    `Cc: "Appelez le 514 555-0199" <x@evil.test>`,
    `Subject: Undelivered: ${bait}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    ...part('Content-Type: text/plain', '', text, ''),
    ...part('Content-Type: text/html', '', `<p>${text} <a href="https://evil.test/">ici</a></p>`, ''),
    ...part(
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; pay-here.evil.test',
      '',
      ...(original === undefined ? [] : [`Original-Recipient: rfc822;${original}`]),
      `Final-Recipient: rfc822;${final}`,
      `Action: ${action}`,
      'Status: 5.1.1',
      `Diagnostic-Code: smtp; 550 ${bait}`,
      '',
    ),
    ...part('Content-Type: application/pdf; name="releve.pdf"', 'Content-Disposition: attachment', '', '%PDF-1.4', ''),
    ...part('Content-Type: text/rfc822-headers', '', `Message-ID: <${id}>`, `Subject: ${bait}`, ''),
    '--b--',
  ];
  return Buffer.from(lines.join('\r\n'));
};

const arrives = async (report: Dsn) => {
  const arrival = { recipients: [q.c.thread], source: null, verdicts: forged };
  const [outcome] = await capture(q.c.w, dsn(report), arrival);
  return outcome;
};

const late = async (recipientId: string) =>
  (await q.c.w.communications.getDelivery(invoiceEmailId, recipientId))?.lateNotice;

test('a report keeps its fields, and no word, link, name or file of its sender’s (Y12)', async () => {
  const id = await idOf('cnt_anne');
  const outcome = await arrives({ id, text: `${bait} ${'\u0001'.repeat(1_000_000)}` });
  expect(outcome).toMatchObject({ outcome: 'recorded' });
  const email = await kept(q.c, outcome?.emailId);
  expect(email).toMatchObject({
    kind: 'automatic',
    subject: '',
    from: { contactId: null, name: '', address: 'mailer-daemon@evil.test' },
    to: [],
    cc: [],
    attachments: [],
    bodyKey: null,
    reported: ['anne@gc.test'],
  });
  expect(email.body).toMatchObject({
    text: `Message-ID: <${id}>\nRecipient: anne@gc.test\nAction: failed\nStatus: 5.1.1`,
    html: null,
    quotedText: null,
  });
  const answer = await q.call('usr_lea', 'GET', `/projects/${projectId}/communications/${q.c.communicationId}`);
  expect(answer.status).toBe(200);
  for (const trace of ['Sign in', 'evil.test/', 'releve', 'Banque', '514 555'])
    expect(JSON.stringify(answer.json)).not.toContain(trace);
  // The original mail is kept unchanged.
  const raw = Buffer.from((await q.c.w.mail.get(email.originalKey)) ?? []).toString('latin1');
  expect(raw).toContain('releve.pdf');
});

test('a receipt keeps no free text of its sender’s either (Y12)', async () => {
  const id = await idOf('cnt_anne');
  const receipt = (disposition: string) =>
    Buffer.from(
      [
        ...['From: x@evil.test', `To: ${q.c.thread}`, 'Subject: Read', `Message-ID: <${disposition.length}@evil.test>`],
        ...['Content-Type: multipart/report; report-type=disposition-notification; boundary=b', '', '--b'],
        ...['Content-Type: message/disposition-notification', '', `Original-Message-ID: <${id}>`],
        ...[`Disposition: ${disposition}`, '', '--b--'],
      ].join('\r\n'),
    );
  const textOf = async (disposition: string) => {
    const arrival = { recipients: [q.c.thread], source: null, verdicts: forged };
    const [outcome] = await capture(q.c.w, receipt(disposition), arrival);
    return (await kept(q.c, outcome?.emailId)).body?.text;
  };
  expect(await textOf('pay-your-invoice-at/evil-dot-test; displayed')).toBe(`Message-ID: <${id}>`);
  const real = 'manual-action/MDN-sent-manually; displayed';
  expect(await textOf(`${real}/error`)).toBe(`Message-ID: <${id}>\nDisposition: ${real}`);
});

describe('a report counts (Y13)', () => {
  test('only for an id that SES gave, while the root, which anybody can write, leads to quarantine', async () => {
    const ids = [`${q.c.communicationId}@${q.c.w.replyDomain}`, 'foreign@evil.test', ''];
    for (const id of ids) {
      const outcome = await arrives({ id, text: id });
      expect(outcome, id).toMatchObject({ outcome: 'quarantined', reason: 'report' });
      expect((await kept(q.c, outcome?.emailId)).reported).toBeUndefined();
    }
    expect(await recorded(q.c)).toEqual([]);
    expect((await q.list()).json.items).toHaveLength(3);
    expect(await late('cnt_anne')).toBeUndefined();
  });

  test('only for the person to whom that message went, by the address that we wrote to, also if they forward their mail', async () => {
    const id = await idOf('cnt_anne');
    const bob = await arrives({ id, final: 'bob@client.test' });
    expect((await kept(q.c, bob?.emailId)).reported).toEqual([]);
    expect(await late('cnt_bob')).toBeUndefined();
    const forwarded = await arrives({ id, final: 'anne.private@mail.test', original: 'anne@gc.test', text: 'b' });
    const email = await kept(q.c, forwarded?.emailId);
    expect(email.reported).toEqual(['anne@gc.test']);
    expect(email.body?.text).not.toContain('private');
    expect(await late('cnt_anne')).toMatchObject({ reports: 1 });
  });

  test('five times for one email, and further ones only raise the person’s count', async () => {
    const id = await idOf('cnt_anne');
    const outcomes: (string | null | undefined)[] = [];
    for (let n = 0; n < 8; n += 1) outcomes.push((await arrives({ id, text: `${n}` }))?.reason ?? null);
    expect(outcomes).toEqual([...Array(5).fill(null), ...Array(3).fill('report_counted')]);
    expect(await recorded(q.c)).toHaveLength(5);
    expect(await late('cnt_anne')).toMatchObject({ reports: 8 });
  });

  test('once, although the answer to the write of its mark is lost', async () => {
    const id = await idOf('cnt_anne');
    q.c.w.communications.breakOn('saveDelivery', 'after');
    await arrives({ id });
    expect(await late('cnt_anne')).toMatchObject({ reports: 1 });
    q.c.w.communications.breakOn('saveDelivery', 'after');
    await arrives({ id, text: 'encore' });
    expect(await late('cnt_anne')).toMatchObject({ reports: 2 });
  });

  test('once, however often the same mail is captured', async () => {
    const id = await idOf('cnt_anne');
    const arrival = { id: 'same', recipients: [q.c.thread], source: null, verdicts: forged };
    const [first] = await capture(q.c.w, dsn({ id }), arrival);
    const [again] = await capture(q.c.w, dsn({ id }), arrival);
    expect(again?.emailId).toBe(first?.emailId);
    expect(await recorded(q.c)).toHaveLength(1);
    expect(await late('cnt_anne')).toMatchObject({ reports: 1 });
  });
});

describe('a non-delivery notice that comes late (Y14)', () => {
  const notices = async () => {
    for (let n = 0; n < 3; n += 1) {
      q.c.w.clock.advance(60_000);
      await notifyFailures(q.c.w)();
      await runSendFlow(q.c.w);
    }
    const mails = q.c.w.mailer.mails.filter(({ from }) => from.startsWith('no-reply@'));
    return Promise.all(mails.map(async ({ to, raw }) => ({ ...(await simpleParser(Buffer.from(raw))), to })));
  };
  const shownTo = async (user: string, recipientId = 'cnt_anne') => {
    const { emails } = await q.thread(user);
    const invoice = emails.find(({ id }: { id: string }) => id === invoiceEmailId);
    return invoice.deliveries.find((d: { recipientId: string }) => d.recipientId === recipientId);
  };

  test('marks that person, causes one notice to the sender without the report’s words, and changes no state', async () => {
    const id = await idOf('cnt_anne');
    await arrives({ id });
    await arrives({ id, text: 'encore' });
    const { at } = (await late('cnt_anne')) ?? {};
    expect(await shownTo('usr_lea')).toMatchObject({ state: 'accepted', lateNotice: { at, reports: 2 } });
    expect((await shownTo('usr_lea', 'cnt_bob')).lateNotice).toBeNull();
    expect((await shownTo('usr_reader')).lateNotice).toBeNull();
    const mails = await notices();
    expect(mails.map(({ to }) => to)).toEqual(['lea@steel.test']);
    expect(mails[0]?.text).toContain('Anne Roy');
    for (const trace of ['evil', 'Sign in', 'Undelivered', '5.1.1']) expect(`${mails[0]?.text}`).not.toContain(trace);
    await arrives({ id, text: 'et encore' });
    expect(await notices()).toHaveLength(1);
  });

  test('is not recorded for a delay, a success or a relay', async () => {
    const id = await idOf('cnt_anne');
    for (const action of ['delayed', 'delivered', 'relayed', 'expanded']) await arrives({ id, action, text: action });
    expect(await late('cnt_anne')).toBeUndefined();
    expect(await notices()).toEqual([]);
    await arrives({ id, action: 'expired', text: 'expired' });
    expect(await late('cnt_anne')).toMatchObject({ reports: 1 });
  });

  test('allows an Admin to resend to that person, and disappears with the new attempt', async () => {
    await arrives({ id: await idOf('cnt_anne') });
    const path = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${invoiceEmailId}/resend`;
    const again = (key: string) =>
      q.call('usr_lea', 'POST', path, {
        body: { recipients: ['cnt_anne'], reason: 'Avis de non-remise' },
        headers: { 'idempotency-key': key },
      });
    expect((await again('1')).status).toBe(202);
    await runSendFlow(q.c.w);
    expect((await shownTo('usr_lea')).lateNotice).toBeNull();
    expect((await again('2')).status).toBe(409);
  });
});
