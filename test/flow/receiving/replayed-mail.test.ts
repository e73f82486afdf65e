import { expect, test } from 'vitest';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { kept, outcomesOf, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

/**
 * A genuine mail of Anne's, signed by her server, is posted by somebody else into a conversation whose address they
 * know.
 */

const unaddressed = [['recorded', 'relay_waits_unaddressed']];
const before = [['recorded', 'relay_waits_before_conversation']];
const elsewhere = { to: ['paul@gc.test'], subject: 'entre nous' };
const posted = { source: 'replayer@evil.test', verdicts: { spf: 'FAIL' } };

test('a genuine mail to somebody else, or older than the conversation, is recorded and relayed only when an Admin passes it on (Y11)', async () => {
  const q = await quarantineWorld();
  const [old] = await reply(q.c, { ...elsewhere, date: 'Mon, 4 Mar 2024 10:00:00 -0500', text: 'vieux' }, posted);
  expect(old).toMatchObject({ outcome: 'recorded', reason: 'relay_waits_unaddressed' });
  const [dated] = await reply(q.c, { date: 'Mon, 4 Mar 2024 10:00:00 -0500', text: 'adressé' }, posted);
  expect(dated).toMatchObject({ outcome: 'recorded', reason: 'relay_waits_before_conversation' });
  expect(await relayed(q.c.w)).toEqual([]);
  expect(await kept(q.c, old?.emailId)).toMatchObject({ trust: 'verified', relayWaits: 'unaddressed' });

  const shown = (await q.thread()).emails.find(({ id }: { id: string }) => id === old?.emailId);
  expect(shown.relay).toEqual({ state: 'waiting', reason: 'unaddressed', by: null });
  const path = `/projects/${(await kept(q.c, old?.emailId)).projectId}/communications/${q.c.communicationId}`;
  expect((await q.call('usr_lea', 'POST', `${path}/emails/${old?.emailId}/relay`)).status).toBe(202);
  await runSendFlow(q.c.w);
  expect((await relayed(q.c.w)).sort()).toEqual(['bob@client.test', 'chloe@steel.test', 'lea@steel.test']);
});

test('a mail names the conversation by its address in To or Cc, its root, or an id of a mail of ours (Y11)', async () => {
  const q = await quarantineWorld();
  const root = `com_${q.c.communicationId.slice(4)}@${q.c.w.replyDomain}`;
  const wanted: [string, object, unknown][] = [
    ['Cc', { cc: [q.c.thread] }, [['recorded', null]]],
    ['root', { headers: [`References: <${root}> <x@y.test>`] }, [['recorded', null]]],
    ['id', { headers: [`In-Reply-To: <${q.c.invoiceMessageId}>`] }, [['recorded', null]]],
    ['a foreign id', { headers: ['In-Reply-To: <foreign@evil.test>'] }, unaddressed],
    ['another root', { headers: [`References: <com_${'a'.repeat(26)}@${q.c.w.replyDomain}>`] }, unaddressed],
    ['a forwarder’s header', { headers: [`Delivered-To: ${q.c.thread}`] }, unaddressed],
    ['a second To on top of the signed one', { headers: [`To: ${q.c.thread}`] }, unaddressed],
  ];
  for (const [text, mail, outcome] of wanted)
    expect(await outcomesOf(reply(q.c, { ...elsewhere, ...mail, text }, posted)), text).toEqual(outcome);
  // The id of a participant's own mail proves nothing, since that mail may have gone to others as well.
  await reply(q.c, { messageId: '<anne-1@gc.test>', text: 'Un.' });
  const answer = { ...elsewhere, headers: ['In-Reply-To: <anne-1@gc.test>'], text: 'À Anne seule.' };
  expect(await outcomesOf(reply(q.c, answer, posted))).toEqual(unaddressed);
});

test('a mail that only a signature verifies names the conversation only in headers that the signature covers (Y11)', async () => {
  const q = await quarantineWorld();
  const root = `<com_${q.c.communicationId.slice(4)}@${q.c.w.replyDomain}>`;
  const signed = (...names: string[]) => `DKIM-Signature: v=1; d=gc.test; s=a; h=${names.join(':')}; bh=x; b=y`;
  const own = ['From', 'Date', 'Subject', 'Message-ID'];
  const cases: [string, object, unknown][] = [
    ['to, added', { headers: [signed(...own)] }, unaddressed],
    ['to', { headers: [signed(...own, 'To')] }, [['recorded', null]]],
    ['cc, added', { ...elsewhere, cc: [q.c.thread], headers: [signed(...own, 'To')] }, unaddressed],
    ['references, added', { ...elsewhere, headers: [signed(...own, 'To'), `References: ${root}`] }, unaddressed],
    [
      'references',
      { ...elsewhere, headers: [signed(...own, 'references'), `References: ${root}`] },
      [['recorded', null]],
    ],
    [
      'references on top of others',
      { ...elsewhere, headers: [signed(...own, 'references'), `References: ${root}`, 'References: <a@b.test>'] },
      unaddressed,
    ],
    ['in one of two signatures', { headers: [signed(...own, 'To'), signed(...own)] }, unaddressed],
    ['no date', { headers: [signed('From', 'To')] }, before],
  ];
  for (const [text, mail, outcome] of cases)
    expect(await outcomesOf(reply(q.c, { ...mail, text }, posted)), text).toEqual(outcome);
  // A mail from Anne's own server is verified by SPF, whatever its signature covers.
  expect(await outcomesOf(reply(q.c, { headers: [signed(...own)], text: 'direct' }))).toEqual([['recorded', null]]);
});

test('a date is believed up to a day before the conversation, and a mail with no date, two dates or words is not (Y11)', async () => {
  const q = await quarantineWorld();
  const cases: [string | null, string[], unknown][] = [
    ['Wed, 30 Sep 2026 12:30:00 +0000', [], [['recorded', null]]],
    ['Wed, 30 Sep 2026 11:30:00 +0000', [], before],
    ['Thu, 1 Oct 2026 08:00:00 -0400 (Eastern Daylight Time)', [], [['recorded', null]]],
    [null, [], before],
    ['hier', [], before],
    ['Mon, 4 Mar 2024 10:00:00 -0500', ['Date: Thu, 1 Oct 2026 12:00:00 +0000'], before],
  ];
  for (const [index, [date, headers, outcome]] of cases.entries())
    expect(await outcomesOf(reply(q.c, { date, headers, text: `${index}` })), `${date}`).toEqual(outcome);
});
