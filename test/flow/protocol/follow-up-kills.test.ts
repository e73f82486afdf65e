import { describe, expect, test } from 'vitest';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../functions/track-delivery/track-delivery.ts';
import { killPoints } from '../../fakes/harness/kill-points.ts';
import { type KillPlan, killSwitch } from '../../fakes/harness/kill-switch.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { apiWorld } from '../../fakes/worlds/api-world.ts';
import { arrive, mailOf } from '../../fakes/worlds/captured-mail.ts';
import { sesEvent } from '../../fakes/worlds/ses-events.ts';
import type { World } from '../../fakes/worlds/world.ts';

/**
 * A committed write has consequences: the entry in the thread, the search entry, the raised revision, the mails. The
 * process is killed after each of its writes. A repeated request, or reconcile where no request is repeated, must
 * produce all of them, and none twice.
 */

const julie = 'julie@client.test';
const reply = (t: AnsweredThread) =>
  mailOf({ from: julie, to: [t.thread], subject: 'RE: Facture 1', text: 'Le contreventement est validé.' });
const comesIn = (t: AnsweredThread, raw: Uint8Array, dmarc = 'PASS', source: string | null = julie) =>
  arrive(t.w, raw, { recipients: [t.thread], source, verdicts: { dmarc } });
const captured = async (t: AnsweredThread, dmarc: string): Promise<string> => {
  const [outcome] = await captureReply(t.w)(await comesIn(t, reply(t), dmarc));
  // A minute later the Admins are notified of quarantined mail.
  await minutes(t, 1);
  return outcome?.emailId ?? '';
};

const nonDelivery = (t: AnsweredThread): Buffer => {
  const mail = t.w.mailer.mails.find(({ to }) => to === julie);
  const part = (type: string, ...lines: string[]) => ['--b', `Content-Type: ${type}`, '', ...lines, ''];
  return Buffer.from(
    [
      ...['From: mailer-daemon@client.test', `To: ${t.thread}`, 'Subject: Undelivered'],
      ...['Content-Type: multipart/report; report-type=delivery-status; boundary=b', ''],
      ...part(
        'message/delivery-status',
        'Reporting-MTA: dns; mx.test',
        '',
        `Final-Recipient: rfc822;${julie}`,
        'Action: failed',
      ),
      ...part('text/rfc822-headers', `Message-ID: <${mail?.sesMessageId}@${t.w.region}.amazonses.com>`),
      '--b--',
    ].join('\r\n'),
  );
};

const asks = (method: 'POST' | 'PATCH', path: string, body?: object) => (w: World) =>
  apiWorld(w).call('usr_boss', method, path, { body, headers: { 'idempotency-key': 'once' } });
const answers = (t: AnsweredThread) =>
  asks('POST', `${t.path}/emails`, {
    kind: 'reply',
    inReplyTo: t.invoiceEmailId,
    to: ['cnt_julie'],
    message: '<p>Voici la soudure.</p>',
    language: 'fr',
  });
const releases = async (t: AnsweredThread) =>
  asks('POST', `/projects/prj_a/quarantine/${await captured(t, 'FAIL')}/release`, { reason: 'Vérifié' });
const resends = async (t: AnsweredThread) => {
  const { sesMessageId = '' } = t.w.mailer.mails.find(({ to }) => to === 'luc@client.test') ?? {};
  await trackDelivery(t.w)(sesEvent('Bounce', { emailId: t.invoiceEmailId, recipientId: 'cnt_luc', sesMessageId }));
  await minutes(t, 1);
  return asks('POST', `${t.path}/emails/${t.invoiceEmailId}/resend`, { recipients: ['cnt_luc'], reason: 'Corrigé' });
};
/** Lets a request die at its first such call. Returns the tick that finishes it. */
const tickAfter = async (
  t: AnsweredThread,
  request: (w: World) => Promise<unknown>,
  call: 'putDelivery' | 'putEntry' | 'nextRun',
) => {
  t.w.communications.breakOn(call, 'before');
  await request(t.w);
  t.w.clock.advance(60_000);
  return (w: World) => reconcile(w)();
};

type Case = {
  /** Returns what the process does. A caller that got no answer does it again. */
  prepare: (t: AnsweredThread) => Promise<(w: World) => Promise<unknown>>;
  /** The number of mails that it causes. */
  mails: number;
  /** SES and the bucket always repeat a mail. A request is not certain to be repeated. */
  isRepeated?: true;
};

const capturing =
  (mailFor: (t: AnsweredThread) => ReturnType<typeof comesIn>): Case['prepare'] =>
  async (t) => {
    const receipt = await mailFor(t);
    return (w) => captureReply(w)(receipt);
  };

const cases: Record<string, Case> = {
  'the capture of a reply': { prepare: capturing((t) => comesIn(t, reply(t))), mails: 3, isRepeated: true },
  'the capture of a reply whose relay waits': {
    prepare: capturing((t) => comesIn(t, reply(t), 'GRAY')),
    mails: 0,
    isRepeated: true,
  },
  'the capture of a report': {
    prepare: capturing((t) => comesIn(t, nonDelivery(t), 'FAIL', null)),
    mails: 1,
    isRepeated: true,
  },
  'the capture of a mail that is quarantined': {
    prepare: capturing((t) => comesIn(t, reply(t), 'FAIL')),
    mails: 2,
    isRepeated: true,
  },
  'an answer from the tab': { prepare: async (t) => answers(t), mails: 1 },
  'a change of Private': { prepare: async (t) => asks('PATCH', t.path, { private: true }), mails: 0 },
  'a release': { prepare: releases, mails: 3 },
  'a discard': {
    prepare: async (t) =>
      asks('POST', `/projects/prj_a/quarantine/${await captured(t, 'FAIL')}/discard`, { reason: 'Faux' }),
    mails: 0,
  },
  'passing on a waiting relay': {
    prepare: async (t) => asks('POST', `${t.path}/emails/${await captured(t, 'GRAY')}/relay`),
    mails: 3,
  },
  'a resend': { prepare: resends, mails: 1 },
  'a tick that finishes an answer': { prepare: (t) => tickAfter(t, answers(t), 'putDelivery'), mails: 1 },
  'a tick that finishes a release': { prepare: async (t) => tickAfter(t, await releases(t), 'putEntry'), mails: 3 },
  'a tick that finishes a resend': { prepare: async (t) => tickAfter(t, await resends(t), 'nextRun'), mails: 1 },
};

const minutes = async ({ w }: AnsweredThread, count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) {
    await runSendFlow(w);
    w.clock.advance(60_000);
    await reconcile(w)();
  }
  await runSendFlow(w);
};

const countersOf = async (t: AnsweredThread) =>
  (await t.w.communications.getRevised(t.communicationId))?.counters ?? {};

/** Everything that anybody can see of the result, without its times, which depend on the kill. */
const seen = async (t: AnsweredThread, before: Awaited<ReturnType<typeof countersOf>>) => {
  const { w, built } = t;
  const listed = async (query: string) =>
    (await built.call('usr_boss', 'GET', `/projects/prj_a/communications?${query}`)).json.items.length;
  const thread = (await t.seenBy('usr_boss')).json;
  const emails = thread.emails.map(
    (email: { kind: string; text: string; relay: unknown; deliveries: { state: string }[] }) =>
      [email.kind, email.text, JSON.stringify(email.relay), ...(email.deliveries ?? []).map(({ state }) => state)].join(
        ' ',
      ),
  );
  const mails = w.mailer.mails.map(
    async ({ to, tags }) => `${to} ${(await w.communications.getEmail(tags.emailId ?? ''))?.kind}`,
  );
  return {
    mails: (await Promise.all(mails)).sort(),
    emails: emails.sort(),
    isPrivate: thread.private,
    found: [
      await listed('q=contreventement'),
      await listed('q=soudure'),
      await listed('q=facture'),
      await listed('state=sent'),
    ],
    raised: Object.entries(await countersOf(t))
      .flatMap(([of, n]) => (n > (before[of] ?? 0) ? [of.replace(/^since .*/, 'since')] : []))
      .sort(),
    held: (await built.call('usr_boss', 'GET', '/projects/prj_a/quarantine')).json.items.length,
    unfinished: [
      ...(await w.communications.listOpenEmails(9)),
      ...(await w.communications.listQuarantinedFor('unfinished', 9)),
    ].length,
  };
};

/** The process dies at `plan`; with `none` it never starts. */
const runCase = async ({ prepare }: Case, plan: KillPlan | 'none') => {
  const t = await answeredThread();
  const act = await prepare(t);
  const before = await countersOf(t);
  const mailed = t.w.mailer.mails.length;
  const { watch, inProcess, calls } = killSwitch(plan === 'none' ? null : plan);
  const { communications, projects, files, usage, sendFlow } = t.w;
  const killable: World = {
    ...t.w,
    communications: watch(communications, 'communications'),
    projects: watch(projects, 'projects'),
    files: watch(files, 'files'),
    usage: watch(usage, 'usage'),
    sendFlow: watch(sendFlow, 'sendFlow'),
  };
  if (plan !== 'none') await inProcess(() => act(killable)).catch(() => {});
  await minutes(t, 3);
  const alone = await seen(t, before);
  if (plan !== 'none') await act(t.w);
  await minutes(t, 2);
  return { calls, mailed, alone, repeated: await seen(t, before) };
};

describe('a process that is killed after any write (Y05)', () => {
  test.each(Object.entries(cases))(
    '%s still has its entry, search entry, revision and mails, each once',
    async (_, one) => {
      const whole = await runCase(one, null);
      const nothing = (await runCase(one, 'none')).repeated;
      const points = killPoints(whole.calls);
      expect(points.length).toBeGreaterThan(1);
      expect(whole.repeated.mails).toHaveLength(whole.mailed + one.mails);
      expect(whole.repeated).toEqual(whole.alone);
      for (const { where, ...plan } of points) {
        const killed = await runCase(one, plan);
        expect(killed.repeated, where).toEqual(whole.repeated);
        if (!one.isRepeated) expect([nothing, whole.alone], where).toContainEqual(killed.alone);
      }
    },
  );
});
