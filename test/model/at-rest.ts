import { attemptOf } from '../../shared/domain/delivery/delivery-rules.ts';
import { sesEvent } from '../fakes/worlds/ses-events.ts';
import { checkIncoming, checkLateNotices } from './at-rest-incoming.ts';
import { pass } from './commands.ts';
import { type Acceptance, level, unmailed } from './oracle.ts';
import type { System } from './system.ts';

/** After a run's faults end and time has passed, these checks must hold. */

const attemptOfMail = async ({ plain }: System, { emailId, recipientId, attempt }: Acceptance) => {
  const delivery = await plain.communications.getDelivery(emailId, recipientId);
  return delivery && attemptOf(delivery, attempt);
};

const tickAfter = async (s: System, minutes: number): Promise<void> => {
  await pass(s, minutes);
  await s.tick();
  await s.settled();
  await s.read();
};

export const everyDelivery = async ({ plain, oracle }: System) =>
  (await Promise.all([...oracle.emails.keys()].map((id) => plain.communications.listDeliveries(id)))).flat();

const isAtRest = async (s: System): Promise<boolean> => {
  const open = await s.plain.communications.listOpenEmails(1);
  return open.length === 0 && s.undone.length === 0;
};

/** The retries of a waiting step take up to about eight and a half hours, and then its delivery has visibly failed. */
const comeToRest = async (s: System): Promise<void> => {
  for (const minutes of [1, 1, 1, 1]) await tickAfter(s, minutes);
  for (const delivery of await everyDelivery(s)) {
    const { state, at, number } = delivery.latest;
    const minutes = (s.clock.now().getTime() - Date.parse(at)) / 60_000;
    if (state === 'sending' && minutes > 3)
      s.oracle.breach('d', `attempt ${number} is in doubt, and still shown as sending`);
  }
  for (let i = 0; i < 60 && !(await isAtRest(s)); i += 1) await tickAfter(s, 15);
};

const checkVisible = async (s: System): Promise<void> => {
  const { oracle, plain } = s;
  for (const id of s.promised)
    if (!oracle.emails.has(id)) oracle.breach('d', `${id} was answered 202 and is not stored`);
  for (const email of oracle.emails.values()) {
    const stored = await plain.communications.getEmail(email.id);
    if (stored?.direction !== 'outgoing' || stored.settledAt === null) oracle.breach('d', `${email.id} stays open`);
    const deliveries = await plain.communications.listDeliveries(email.id);
    if (deliveries.length !== email.recipients.length) oracle.breach('d', `${email.id} lost a recipient`);
    for (const delivery of deliveries) {
      const { state } = delivery.latest;
      if (state === 'ready' || state === 'sending') oracle.breach('d', `${delivery.recipientId} stays ${state}`);
    }
  }
};

/** With `heard`, SES's Send event must have come for every mail. */
const checkTruth = async (s: System, heard: boolean): Promise<void> => {
  for (const mail of s.oracle.acceptances) {
    const attempt = await attemptOfMail(s, mail);
    const where = `attempt ${mail.attempt} of ${mail.emailId}/${mail.recipientId}`;
    if (!attempt) s.oracle.breach('e', `${where} is not known`);
    else if (unmailed.includes(attempt.state)) s.oracle.breach('c', `${where} is ${attempt.state}, and was accepted`);
    else if (heard) {
      const events = s.events.filter((t) => t.sesMessageId === mail.sesMessageId);
      const highest = Math.max(1, ...events.map(({ kind }) => levelOf[kind] ?? 0));
      if (level[attempt.state] !== highest)
        s.oracle.breach('e', `${where} is ${attempt.state} after ${events.map((e) => e.kind)}`);
    }
  }
};
const levelOf: Record<string, number> = {
  DeliveryDelay: 2,
  Delivery: 3,
  Bounce: 4,
  SoftBounce: 4,
  Reject: 4,
  Complaint: 5,
};

/** All pages of the thread. */
const readThread = async (s: System, path: string): Promise<{ id: string; deliveries: Shown[] }[]> => {
  const { json } = await s.look('usr_boss', path);
  const older = json?.nextCursor ? await readThread(s, `${path.split('?')[0]}?cursor=${json.nextCursor}`) : [];
  return [...older, ...(json?.emails ?? [])];
};
type Shown = { recipientId: string; attempts?: { state: string }[] };

/** Compares the threads, as an Admin sees them on the page, with the oracle. */
const checkThreads = async (s: System): Promise<void> => {
  const threads = new Map([...s.oracle.emails.values()].map((email) => [email.communicationId, email]));
  for (const id of threads.keys()) {
    const shown = await readThread(s, `/projects/prj_a/communications/${id}`);
    const entries = await s.plain.communications.listEntries(id);
    for (const mail of s.oracle.acceptances) {
      const email = s.oracle.emails.get(mail.emailId);
      // A notice of quarantined mail concerns the project, so it is in no thread.
      if (email?.communicationId !== id || email.heldNotice) continue;
      if (!entries.some((entry) => entry.emailId === email.id))
        s.oracle.breach('e', `${email.id} is not in its thread`);
      if (email.kind !== 'invoice') continue;
      const deliveries = shown.find((e) => e.id === email.id)?.deliveries ?? [];
      const delivery = deliveries.find((d) => d.recipientId === mail.recipientId);
      const state = delivery?.attempts?.[mail.attempt - 1]?.state;
      if (level[state as never] === undefined)
        s.oracle.breach('e', `a mail to ${mail.recipientId} is shown as ${state}`);
    }
  }
};

/** Nothing dies any more, so an open page must show SES's events at once. */
const checkReaders = async (s: System): Promise<void> => {
  await s.read();
  for (const mail of [...s.oracle.acceptances])
    await s.event(sesEvent('Complaint', { ...mail, at: s.clock.now().toISOString() }));
  await s.read(0);
};

export const checkAtRest = async (s: System): Promise<void> => {
  s.processes.calmDown();
  s.ses.forget();
  s.busyFor(0);
  await comeToRest(s);
  await checkVisible(s);
  await checkTruth(s, false);
  for (const mail of [...s.oracle.acceptances])
    await s.event(sesEvent('Send', { ...mail, at: s.clock.now().toISOString() }));
  await checkTruth(s, true);
  await s.setLevel('usr_boss', 'admin');
  await checkThreads(s);
  await checkIncoming(s);
  const asked = () => s.oracle.acceptances.filter((a) => s.oracle.emails.get(a.emailId)?.kind !== 'notice').length;
  const before = asked();
  for (const days of [1, 2, 30]) await tickAfter(s, days * 1440);
  if (asked() !== before) s.oracle.breach('b', 'more mail after a month, and nobody asked for it');
  await checkLateNotices(s, () => tickAfter(s, 1440));
  await checkReaders(s);
};
