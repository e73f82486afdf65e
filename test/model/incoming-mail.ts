import { Receipt } from '../../functions/capture-reply/receipt.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { threadAddress } from '../../shared/domain/keys/thread-address.ts';
import { testRing } from '../fakes/ports/fake-keys.ts';
import type { Arrival, Report } from './incoming-oracle.ts';
import type { Acceptance } from './oracle.ts';
import type { Command, Evidence } from './story.ts';
import type { System } from './system.ts';

/** Incoming mail: puts the raw mail into its bucket, delivers SES's receipt, and tells the oracle what arrived. */

const verified: Pick<Arrival, 'dmarc' | 'stands' | 'goes'> = { dmarc: 'PASS', stands: true, goes: true };
/** The best outcome that each kind of mail may have, from the decision table of docs/receiving.md. */
const may: Record<Evidence, typeof verified> = {
  pass: verified,
  former: verified,
  gray: { dmarc: 'GRAY', stands: true, goes: false },
  unaddressed: { ...verified, goes: false },
  replayed: { ...verified, goes: false },
  old: { ...verified, goes: false },
  automatic: { ...verified, goes: false },
  virus: { dmarc: 'PASS', stands: false, goes: false },
  spam: { dmarc: 'PASS', stands: false, goes: false },
  stranger: { dmarc: 'PASS', stands: false, goes: false },
  fail: { dmarc: 'FAIL', stands: false, goes: false },
  processing_failed: { dmarc: 'PROCESSING_FAILED', stands: false, goes: false },
};

const senderOf = ({ oracle: { incoming } }: System, from: string, evidence: Evidence): string | undefined => {
  if (evidence === 'stranger') return 'stranger@evil.test';
  return evidence === 'former' ? incoming.formerAddress(from) : incoming.addressOf(from);
};

const dayMs = 86_400_000;

const mailOf = (sesMessageId: string, sender: string, to: string, at: Date): ParsedMail => ({
  headers: [
    { name: 'date', value: at.toUTCString() },
    { name: 'to', value: to },
    { name: 'authentication-results', value: `amazonses.com; dmarc=pass header.from=${sender.split('@')[1]}` },
  ],
  sender,
  from: [{ name: 'X', address: sender }],
  to: [{ name: '', address: to }],
  cc: [],
  subject: 'Re: Facture 1',
  messageId: `${sesMessageId}@client.test`,
  inReplyTo: [],
  references: [],
  date: at.toUTCString(),
  text: 'Reçu.',
  html: null,
  contentType: 'text/plain',
  files: [],
});

/** A mail that arrives again under the same id is the same mail, whatever has changed in between. */
const arrive = async (s: System, arrival: Arrival, mail: ParsedMail, envelope: { from: string | null; to: string }) => {
  const { sesMessageId, sender, dmarc, evidence } = arrival;
  const earlier = s.receipts.get(sesMessageId);
  if (earlier) return earlier;
  const files = mail.files.map((file) => ({ ...file, content: Buffer.from(file.content).toString('base64') }));
  const raw = Buffer.from(JSON.stringify({ ...mail, files }));
  await s.plain.mail.put(`mail/${sesMessageId}`, raw, 'message/rfc822');
  const is = (name: string) => ({ status: evidence === name ? 'FAIL' : 'PASS' });
  const receipt = Receipt.parse({
    mail: {
      messageId: sesMessageId,
      timestamp: s.clock.now().toISOString(),
      source: envelope.from,
      commonHeaders: { from: [`X <${sender}>`] },
    },
    receipt: {
      recipients: [envelope.to],
      spamVerdict: is('spam'),
      virusVerdict: is('virus'),
      spfVerdict: { status: evidence === 'gray' ? 'PASS' : 'GRAY' },
      dkimVerdict: { status: 'GRAY' },
      dmarcVerdict: { status: dmarc },
    },
  });
  s.receipts.set(sesMessageId, receipt);
  s.oracle.incoming.arrived(arrival);
  return receipt;
};

type Reply = { thread: string; from: string; evidence: Evidence; id: number | string };

/** Returns null when nobody has such an address. */
export const replyIn = async (s: System, { thread, from, evidence, id }: Reply): Promise<Receipt | null> => {
  const sender = senderOf(s, from, evidence);
  if (sender === undefined) return null;
  const to = threadAddress(testRing, thread, s.w.replyDomain);
  const sesMessageId = `in-${thread.slice(4, 12)}-${from.slice(4)}-${evidence}-${id}`;
  const begun = (await s.plain.communications.getCommunication(thread))?.createdAt ?? '';
  const at = evidence === 'old' ? new Date(Date.parse(begun) - 2 * dayMs) : s.clock.now();
  const mail = mailOf(sesMessageId, sender, evidence === 'unaddressed' ? 'friend@client.test' : to, at);
  if (evidence === 'gray') mail.headers = mail.headers.filter(({ name }) => name !== 'authentication-results');
  // The signature does not cover To, so anybody who has the mail may have added our address.
  if (evidence === 'replayed') mail.headers.push({ name: 'dkim-signature', value: 'v=1; h=from:date:subject; b=x' });
  if (evidence === 'automatic') mail.headers.push({ name: 'auto-submitted', value: 'auto-replied' });
  const arrival = { sesMessageId, communicationId: thread, sender, evidence, ...may[evidence] };
  return arrive(s, arrival, mail, { from: sender, to });
};

const part = (contentType: string, ...lines: string[]) => ({
  fileName: '',
  contentType,
  contentId: null,
  inline: false,
  content: Buffer.from(lines.join('\r\n')),
});

/** The report's own text, which may be stored only in the original mail. */
const bait = 'Payez ici : https://evil.test/';

/** A non-delivery notice about one of our mails, or about a mail that nobody sent. Anybody can write one. */
export const reportIn = async (
  s: System,
  about: Acceptance,
  { names, action, whom }: Extract<Command, { what: 'report' }>,
  id: number,
): Promise<Receipt> => {
  const thread = s.oracle.emails.get(about.emailId)?.communicationId ?? '';
  const to = threadAddress(testRing, thread, s.w.replyDomain);
  const ids = {
    ours: `${about.sesMessageId}@${s.w.region}.amazonses.com`,
    root: `${thread}@${s.w.replyDomain}`,
    foreign: 'foreign@evil.test',
  };
  const failed = whom === 'them' ? about.to : 'somebody@client.test';
  const sender = 'mailer-daemon@evil.test';
  const sesMessageId = `ndr-${about.sesMessageId}-${names}-${action}-${whom}-${id}`;
  const report: Report = {
    ...{ emailId: about.emailId, recipientId: about.recipientId },
    isOurs: names === 'ours',
    isFailure: names === 'ours' && action === 'failed' && whom === 'them',
  };
  const mail: ParsedMail = {
    ...mailOf(sesMessageId, sender, to, s.clock.now()),
    subject: `Undelivered: ${bait}`,
    text: bait,
    contentType: 'multipart/report; report-type=delivery-status',
    files: [
      part(
        'message/delivery-status',
        'Reporting-MTA: dns; evil.test',
        '',
        `Final-Recipient: rfc822;${failed}`,
        `Action: ${action}`,
      ),
      part('text/rfc822-headers', `Message-ID: <${ids[names]}>`),
    ],
  };
  const nobodyVouches = { dmarc: 'FAIL', stands: false, goes: false };
  const arrival = { sesMessageId, communicationId: thread, sender, evidence: 'report', ...nobodyVouches, report };
  return arrive(s, arrival, mail, { from: null, to });
};
