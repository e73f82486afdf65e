import type { IncomingEmail, OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import { sesEvent } from '../fakes/worlds/ses-events.ts';
import { replyIn, reportIn } from './incoming-mail.ts';
import { projectId } from './seed.ts';
import type { Command, EventKind } from './story.ts';
import type { System } from './system.ts';

/** The effect of each command on the system. */

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

/** Picks a conversation that has mailed somebody: before its first mail nobody knows its thread address. */
const pickThread = (s: System, index: number): string | undefined => {
  const mailed = new Set(s.oracle.acceptances.map(({ emailId }) => emailId));
  const isMailed = (email: OutgoingEmail): boolean => email.kind === 'invoice' && mailed.has(email.id);
  return pick([...s.oracle.emails.values()].filter(isMailed), index)?.communicationId;
};

/** Picks an incoming email for which `isSo` holds. Emails that no Admin has decided about (`isDone`) come first. */
const pickKept = (
  { oracle: { incoming } }: System,
  index: number,
  { isSo, isDone }: Record<'isSo' | 'isDone', (email: IncomingEmail) => boolean>,
): IncomingEmail | undefined => {
  const all = [...incoming.kept.values()].filter(isSo);
  const left = all.filter((email) => !isDone(email));
  return pick(left.length > 0 ? left : all, index);
};

type Act = { [W in Command['what']]: (s: System, h: Extract<Command, { what: W }>) => Promise<unknown> };

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
    for (const recipient of recipients) s.oracle.requestResend(found.id, recipient, `${by} ${key}`);
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
    s.events.push({ ...about, kind });
    const { clock } = s;
    for (let i = 0; i < times; i += 1) await s.event(eventOf(kind, about, clock.now().toISOString()));
  },
  'strange event': async (s) => {
    const body = sesEvent('Delivery', { emailId: 'eml_unknown' });
    // The event must be refused, so that the queue keeps it.
    if ((await s.attempt(() => s.useTrackDelivery(body).then(() => 'taken'))) !== null)
      s.oracle.breach('d', 'an event of an unknown id was taken');
  },
  redrive: async (s, { execution }) => s.redrive(pick(s.started(), execution)?.name ?? ''),
  level: (s, { user, level }) => s.setLevel(user, level),
  pause: async (s, { on, by }) => {
    const body = { paused: on, reason: 'Adresses à vérifier' };
    await s.attempt(() => s.call(by, 'PUT', '/projects/prj_a/sending', { body }));
  },
  directory: async (s, { contact, gone }) => s.setGone(contact, gone),
  address: (s, { contact, to }) => s.moveAddress(contact, `${contact.slice(4)}-${to}@client.test`),
  reply: async (s, { email, from, evidence, id, times }) => {
    const thread = pickThread(s, email);
    const receipt = thread === undefined ? null : await replyIn(s, { thread, from, evidence, id });
    for (let i = 0; receipt && i < times; i += 1) await s.receive(receipt);
  },
  flood: async (s, { email, mails }) => {
    const thread = pickThread(s, email);
    for (let i = 0; thread !== undefined && i < mails; i += 1) {
      const receipt = await replyIn(s, { thread, from: 'cnt_eve', evidence: 'stranger', id: s.receipts.size });
      if (receipt) await s.receive(receipt);
    }
  },
  report: async (s, h) => {
    const about = pick(s.oracle.acceptances, h.mail);
    // A notice about quarantined mail belongs to no conversation, so no report can name one.
    if (!about || s.oracle.emails.get(about.emailId)?.heldNotice) return;
    for (let i = 0; i < h.mails; i += 1) await s.receive(await reportIn(s, about, h, i));
  },
  'pass on': async (s, { mail, by }) => {
    const isDone = (one: IncomingEmail): boolean => s.oracle.incoming.relays.has(one.id);
    const email = pickKept(s, mail, { isSo: (one) => one.relayWaits !== undefined, isDone });
    if (!email) return;
    s.oracle.incoming.ask(email.id, `relay ${by}`);
    const path = `/projects/prj_a/communications/${email.communicationId}/emails/${email.id}/relay`;
    const answer = await s.attempt(() => s.call(by, 'POST', path));
    if (answer?.status === 202) s.promised.add(answer.json.relayId);
  },
  decide: async (s, { mail, action, by }) => {
    const isDone = (one: IncomingEmail): boolean => one.held?.handled !== undefined;
    const email = pickKept(s, mail, { isSo: (one) => one.held !== undefined, isDone });
    if (!email) return;
    s.oracle.incoming.ask(email.id, `${action} ${by}`);
    const path = `/projects/prj_a/quarantine/${email.id}/${action}`;
    await s.attempt(() => s.call(by, 'POST', path, { body: { reason: 'Vérifié au téléphone' } }));
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

/** Runs the command, and then the flow as far as it goes by itself. */
export const runCommand = async (s: System, h: Command): Promise<void> => {
  await (act[h.what] as (s: System, h: Command) => Promise<unknown>)(s, h);
  await s.settled();
  if (h.what === 'time') await s.read();
};
