import { type CaptureOutcome, captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { Receipt } from '../../../functions/capture-reply/receipt.ts';
import { fromDomain, fromEntries, splitMessage } from '../../../local/mail/message.ts';
import { authenticationResults } from '../../../local/mail/verdicts.ts';
import { launchEmail } from '../../../shared/actions/launch-email.ts';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import { type IncomingEmail, IncomingEmail as IncomingEmailSchema } from '../../../shared/domain/conversation/email.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import { threadAddress } from '../../../shared/domain/keys/thread-address.ts';
import { faulty } from '../harness/faults.ts';
import { runSendFlow } from '../harness/run-send-flow.ts';
import { testRing } from '../ports/fake-keys.ts';
import { memoryFiles } from '../ports/memory-files.ts';
import { commitInvoiceEmail, projectId } from './committed-email.ts';
import { type World, world } from './world.ts';

/** A conversation that Léa mailed to Anne (To), Bob (Cc) and Chloé (Bcc), and mails that come in to it. */

export type Conversation = { w: World; communicationId: string; thread: string; invoiceMessageId: string };

const read = async (w: World, communicationId: string): Promise<Communication> => {
  const found = await w.communications.getCommunication(communicationId);
  if (!found) throw new Error('no communication');
  return found;
};

const addLea = (w: World): Promise<void> =>
  w.projects.putContact({
    id: 'cnt_lea',
    projectId,
    name: 'Léa Côté',
    company: '',
    email: 'lea@steel.test',
    language: 'fr',
    jobTitle: '',
    userId: 'usr_lea',
  });

export const newWorld = (): World => {
  const w = world({ mimeReader: mimeReader(), mimeWriter: mimeWriter(), htmlCleaner: htmlCleaner() });
  return { ...w, files: faulty(memoryFiles(w.clock)) };
};

/** Makes a conversation in a new world or, as a second one, in a given world. */
export const conversation = async (w: World = newWorld(), key = 'key-1'): Promise<Conversation> => {
  const email = await commitInvoiceEmail(w, { id: derivedId('eml', projectId, 'usr_lea', key) });
  await addLea(w);
  await launchEmail(w, email);
  const before = w.mailer.mails.length;
  await runSendFlow(w);
  const { id } = await read(w, email.communicationId);
  const invoiceMessageId = `${w.mailer.mails[before]?.sesMessageId}@${w.region}.amazonses.com`;
  return { w, communicationId: id, thread: threadAddress(testRing, id, w.replyDomain), invoiceMessageId };
};

export type Mail = {
  from: string;
  to?: string[];
  cc?: string[];
  subject?: string;
  text?: string;
  messageId?: string | null;
  /** If left out, the day on which the fake clock starts. */
  date?: string | null;
  headers?: string[];
};

export const mailOf = ({
  from,
  to = [],
  cc = [],
  subject = 'Re: Facture 7',
  text = 'Reçu.',
  date = 'Thu, 01 Oct 2026 08:00:00 -0400',
  ...more
}: Mail): Buffer => {
  const list = (name: string, addresses: string[]) =>
    addresses.length > 0 ? [`${name}: ${addresses.join(', ')}`] : [];
  const id = more.messageId === undefined ? `<m-${text.length}-${subject.length}@mailer.test>` : more.messageId;
  const lines = [
    ...(more.headers ?? []),
    `From: ${from}`,
    ...list('To', to),
    ...list('Cc', cc),
    `Subject: ${subject}`,
    ...(date === null ? [] : [`Date: ${date}`]),
    ...(id === null ? [] : [`Message-ID: ${id}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ];
  return Buffer.from(lines.join('\r\n'));
};

export type Arrival = {
  id?: string;
  recipients: string[];
  source?: string | null;
  verdicts?: Partial<Record<'spam' | 'virus' | 'spf' | 'dkim' | 'dmarc', string>>;
  /** The line that SES writes on top: if left out, that of the local run; if null, none. */
  results?: string | null;
  /** From as SES lists it. If left out, as the local run lists it. */
  sesFrom?: string[];
};

let arrivals = 0;

/** SES's own reading of the mail, beside its verdicts. By default it is that of the local run's SES. */
const readBySes = (raw: Uint8Array, { source = 'anne@gc.test', verdicts = {}, results, sesFrom }: Arrival) => {
  const { head } = splitMessage(raw);
  const pass = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS', dmarcPolicy: null };
  const own = authenticationResults({
    mailFrom: source ?? '',
    helo: 'mailer.test',
    verdicts: { ...pass, ...verdicts },
    headerFrom: fromDomain(head),
  });
  const line = results === undefined ? own : results;
  return {
    stored: line === null ? raw : Buffer.concat([Buffer.from(`${line}\r\n`), raw]),
    from: sesFrom ?? fromEntries(head).map(({ name, address }) => `${name} <${address}>`),
  };
};

/** Puts the raw mail into its bucket with SES's line on top, and returns SES's receipt for it. */
export const arrive = async (w: World, raw: Uint8Array, arrival: Arrival): Promise<Receipt> => {
  arrivals += 1;
  const id = arrival.id ?? `ses${arrivals}`;
  const { stored, from } = readBySes(raw, arrival);
  await w.mail.put(`mail/${id}`, stored, 'message/rfc822');
  w.clock.advance(1000);
  const status = (name: keyof NonNullable<Arrival['verdicts']>) => ({ status: arrival.verdicts?.[name] ?? 'PASS' });
  return Receipt.parse({
    mail: {
      messageId: id,
      timestamp: w.clock.now().toISOString(),
      source: arrival.source === undefined ? 'anne@gc.test' : arrival.source,
      commonHeaders: { from },
    },
    receipt: {
      recipients: arrival.recipients,
      spamVerdict: status('spam'),
      virusVerdict: status('virus'),
      spfVerdict: status('spf'),
      dkimVerdict: status('dkim'),
      dmarcVerdict: status('dmarc'),
    },
  });
};

export const capture = async (w: World, raw: Uint8Array, arrival: Arrival): Promise<CaptureOutcome[]> =>
  captureReply(w)(await arrive(w, raw, arrival));

/** All incoming emails of the thread, in the order of its entries. */
export const recorded = async ({ w, communicationId }: Conversation): Promise<IncomingEmail[]> => {
  const entries = await w.communications.listEntries(communicationId);
  const emails = await Promise.all(
    entries.filter((entry) => entry.direction === 'incoming').map((entry) => w.communications.getEmail(entry.emailId)),
  );
  return emails.map((email) => IncomingEmailSchema.parse(email));
};

/** The addresses that relays reached: those of all mails but the three of each invoice. */
export const relayed = async (w: World, conversations = 1): Promise<string[]> => {
  await runSendFlow(w);
  return w.mailer.mails.slice(3 * conversations).map((mail) => mail.to);
};

export const reply = ({ w, thread }: Conversation, mail: Partial<Mail> = {}, arrival: Partial<Arrival> = {}) =>
  capture(w, mailOf({ from: 'Anne Roy <anne@gc.test>', to: [thread], ...mail }), { recipients: [thread], ...arrival });

export const outcomesOf = async (answer: ReturnType<typeof capture>) =>
  (await answer).map(({ outcome, reason }) => [outcome, reason]);

/** A stored incoming email, whether or not it stands in a thread. */
export const kept = async ({ w }: Conversation, emailId: string | null | undefined) => {
  const email = await w.communications.getEmail(emailId ?? '');
  if (email?.direction !== 'incoming') throw new Error('not kept');
  return email;
};
