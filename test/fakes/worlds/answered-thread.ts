import { simpleParser } from 'mailparser';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import type { ThreadEntry } from '../../../shared/domain/conversation/communication.ts';
import type { Email, OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { runSendFlow } from '../harness/run-send-flow.ts';
import { type ApiWorld, type Response, seededWorld, send } from './api-world.ts';
import { arrive, mailOf } from './captured-mail.ts';

/**
 * An invoice that usr_admin mailed to Julie (To), David (Cc) and Luc (Bcc), with the real MIME reader and writer, and
 * calls for answers from the tab and for replies by mail.
 */

export type AnsweredThread = Awaited<ReturnType<typeof answeredThread>>;

export const answeredThread = async (change: object = {}) => {
  const built: ApiWorld = await seededWorld({
    mimeWriter: mimeWriter(),
    mimeReader: mimeReader(),
    htmlCleaner: htmlCleaner(),
  });
  const { w } = built;
  const people = { to: ['cnt_julie'], cc: ['cnt_david'], bcc: ['cnt_luc'] };
  const communicationId: string = (await send(built, { ...people, ...change })).json.id;
  await runSendFlow(w);
  const path = `/projects/prj_a/communications/${communicationId}`;
  const invoiceEmailId = w.sendFlow.started[0]?.input.emailId ?? '';
  const thread = w.mailer.mails[0]?.from ?? '';

  /** Receives a mail to the thread address. Returns the id under which it is recorded. */
  const mailIn = async (from: string, text: string, more: Partial<Parameters<typeof mailOf>[0]> = {}) => {
    const raw = mailOf({
      from,
      to: [thread],
      subject: 'RE: Facture 1',
      text,
      messageId: `<${text.length}@out.test>`,
      ...more,
    });
    const [outcome] = await captureReply(w)(await arrive(w, raw, { recipients: [thread], source: from }));
    if (outcome?.outcome !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(outcome)}`);
    await runSendFlow(w);
    return outcome.emailId ?? '';
  };

  const bodyOf = (more: object) => ({
    kind: 'reply',
    inReplyTo: invoiceEmailId,
    to: ['cnt_julie'],
    message: '<p>Voici ma réponse.</p>',
    language: 'fr',
    ...more,
  });
  const ask = (more: object = {}, key = 'answer-1', user = 'usr_admin'): Promise<Response> =>
    built.call(user, 'POST', `${path}/emails`, { body: bodyOf(more), headers: { 'idempotency-key': key } });

  /** Sends an answer, which must be accepted, and mails it. Returns the stored email. */
  const answer = async (more: object = {}, key = 'answer-1', user = 'usr_admin'): Promise<OutgoingEmail> => {
    w.clock.advance(60_000);
    const response = await ask(more, key, user);
    if (response.status !== 202) throw new Error(`${response.status} ${response.text}`);
    await runSendFlow(w);
    return stored(response.json.emailId);
  };
  const stored = async (emailId: string): Promise<OutgoingEmail> => {
    const email: Email | null = await w.communications.getEmail(emailId);
    if (email?.direction !== 'outgoing') throw new Error('no outgoing email of that id');
    return email;
  };

  /** The mails after the first three, with each as a mail program reads it. */
  const mailed = async (after = 3) =>
    Promise.all(
      w.mailer.mails.slice(after).map(async ({ to, raw, sesMessageId }) => ({
        to,
        raw,
        sesMessageId,
        mail: await simpleParser(Buffer.from(raw)),
      })),
    );
  const seenBy = async (user: string): Promise<Response> => built.call(user, 'GET', path);
  const bodySeenBy = async (user: string, emailId: string): Promise<Response> =>
    built.call(user, 'GET', `${path}/emails/${emailId}/body`);
  const idsSeenBy = async (user: string): Promise<string[]> =>
    ((await seenBy(user)).json.emails ?? []).map((email: { id: string }) => email.id);
  const entries = (): Promise<ThreadEntry[]> => w.communications.listEntries(communicationId);

  const own = { built, w, communicationId, path, invoiceEmailId, thread };
  return { ...own, mailIn, ask, answer, mailed, seenBy, bodySeenBy, idsSeenBy, entries, stored };
};
