import { Receipt } from '../../functions/capture-reply/receipt.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { threadAddress } from '../../shared/domain/keys/thread-address.ts';
import { testRing } from '../fakes/fake-keys.ts';
import { sesEvent } from '../fakes/ses-events.ts';
import type { EventKind, Evidence, Happening } from './happenings.ts';
import { projectId } from './seed.ts';
import type { System } from './system.ts';

/** What a happening does to the system. */

const pick = <T>(all: Iterable<T>, index: number): T | undefined => {
  const list = [...all];
  return list[index % Math.max(list.length, 1)];
};

const minute = 60_000;
export const pass = async (s: System, minutes: number): Promise<void> => {
  s.clock.advance(minutes * minute);
  await s.ses.arrive();
  await s.again();
};

type Act = { [W in Happening['what']]: (s: System, h: Extract<Happening, { what: W }>) => Promise<unknown> };

const act: Act = {
  send: async (s, { key, to, by }) => {
    s.oracle.asked.emails.add(derivedId('eml', projectId, by, `key-${key}`));
    const body = { to, subject: 'Facture 1', message: '<p>Bonjour</p>', language: 'fr', invoiceVersion: s.version };
    const headers = { 'idempotency-key': `key-${key}` };
    const path = '/projects/prj_a/invoices/inv_a/communications';
    const answer = await s.attempt(() => s.call(by, 'POST', path, { body, headers }));
    if (answer?.status === 202) s.promised.add(derivedId('eml', projectId, by, `key-${key}`));
  },
  resend: async (s, { email, key, to, by }) => {
    const found = pick(
      [...s.oracle.emails.values()].filter((e) => e.kind !== 'notice'),
      email,
    );
    if (!found) return;
    const recipients = to.filter((id) => found.recipients.some((r) => r.recipientId === id));
    for (const recipient of recipients) s.oracle.askAgain(found.id, recipient, `${by} ${key}`);
    const path = `/projects/prj_a/communications/${found.communicationId}/emails/${found.id}/resend`;
    const headers = { 'idempotency-key': `again-${key}` };
    await s.attempt(() => s.call(by, 'POST', path, { body: { recipients, reason: 'Rien reçu' }, headers }));
  },
  fault: async (s, { fault }) => s.processes.plan(fault),
  resume: (s) => s.processes.resume(),
  ses: async (s, { steps }) => s.ses.next(steps),
  busy: async (s, { invocations }) => s.busyFor(invocations),
  event: async (s, { mail, kind, times }) => {
    const about = pick(s.oracle.acceptances, mail);
    if (!about) return;
    s.told.push({ ...about, kind });
    const { clock } = s;
    for (let i = 0; i < times; i += 1) await s.event(eventOf(kind, about, clock.now().toISOString()));
  },
  'strange event': async (s) => {
    const body = sesEvent('Delivery', { emailId: 'eml_unknown' });
    // Parked, not dropped: the queue gets it back.
    if ((await s.attempt(() => s.useTrackDelivery(body).then(() => 'taken'))) !== null)
      s.oracle.breach('d', 'an event of an unknown id was taken');
  },
  redrive: async (s, { execution }) => s.redrive(pick(s.started(), execution)?.name ?? ''),
  level: (s, { user, level }) => s.setLevel(user, level),
  pause: (s, { on }) => s.setPaused(on),
  directory: async (s, { contact, gone }) => s.setGone(contact, gone),
  address: (s, { contact, to }) => s.moveAddress(contact, `${contact.slice(4)}-${to}@client.test`),
  reply: async (s, { email, from, evidence, id, times }) => {
    const thread = pick(
      [...s.oracle.emails.values()].filter((e) => e.kind === 'invoice'),
      email,
    );
    if (!thread) return;
    for (let i = 0; i < times; i += 1)
      await s.receive(await mailIn(s, { thread: thread.communicationId, from, evidence, id }));
  },
  tick: (s) => s.tick(),
  time: (s, { minutes }) => pass(s, minutes),
};

const eventOf = (kind: EventKind, about: System['oracle']['acceptances'][number], at: string): string =>
  kind === 'SoftBounce'
    ? sesEvent(
        'Bounce',
        { ...about, at },
        { bounce: { timestamp: at, bounceType: 'Transient', bouncedRecipients: [] } },
      )
    : sesEvent(kind, { ...about, at });

type Mail = { thread: string; from: string; evidence: Evidence; id: number };

/** The raw mail into its bucket, and SES's word about it. Under one id there is one mail. */
const mailIn = async (s: System, { thread, from, evidence, id }: Mail) => {
  const address = threadAddress(testRing, thread, s.w.replyDomain);
  const contact = await s.plain.projects.getContact(projectId, from);
  const frozen = (await s.plain.communications.getCommunication(thread))?.participants.find(
    (p) => p.recipientId === from,
  );
  const sender =
    evidence === 'stranger' ? 'stranger@evil.test' : (frozen?.address ?? contact?.email ?? 'gone@client.test');
  const sesMessageId = `in-${thread.slice(4, 12)}-${from.slice(4)}-${evidence}-${id}`;
  const isProven = evidence === 'pass';
  if (isProven) s.oracle.asked.replies.add(sesMessageId);
  const mail: ParsedMail = {
    headers: [
      { name: 'date', value: s.clock.now().toUTCString() },
      { name: 'authentication-results', value: `amazonses.com; dmarc=pass header.from=${sender.split('@')[1]}` },
      ...(evidence === 'automatic' ? [{ name: 'auto-submitted', value: 'auto-replied' }] : []),
    ],
    sender,
    from: [{ name: 'X', address: sender }],
    to: [{ name: '', address }],
    cc: [],
    subject: 'Re: Facture 1',
    messageId: `${sesMessageId}@client.test`,
    inReplyTo: [],
    references: [],
    date: s.clock.now().toUTCString(),
    text: 'Reçu.',
    html: null,
    contentType: 'text/plain',
    files: [],
  };
  await s.plain.mail.put(`mail/${sesMessageId}`, Buffer.from(JSON.stringify(mail)), 'message/rfc822');
  const is = (name: string, bad: string) => ({ status: evidence === name ? bad : 'PASS' });
  return Receipt.parse({
    mail: {
      messageId: sesMessageId,
      timestamp: s.clock.now().toISOString(),
      source: sender,
      commonHeaders: { from: [`X <${sender}>`] },
    },
    receipt: {
      recipients: [address],
      spamVerdict: is('spam', 'FAIL'),
      virusVerdict: is('virus', 'FAIL'),
      spfVerdict: { status: 'GRAY' },
      dkimVerdict: { status: 'GRAY' },
      dmarcVerdict: evidence === 'processing_failed' ? { status: 'PROCESSING_FAILED' } : is('fail', 'FAIL'),
    },
  });
};

/** Happens, and the flow runs as far as it goes by itself. */
export const happen = async (s: System, h: Happening): Promise<void> => {
  await (act[h.what] as (s: System, h: Happening) => Promise<unknown>)(s, h);
  await s.settled();
  if (h.what === 'time') await s.read();
};
