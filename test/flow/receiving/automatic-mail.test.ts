import { describe, expect, test } from 'vitest';
import { capture, conversation, outcomesOf, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { mailCases, mailFixture } from '../../fixtures/mail/cases.ts';

const anne = 'anne@gc.test';

describe('mail that no person wrote', () => {
  test('becomes a note or is dropped, whatever its kind, and nothing goes out (M10)', async () => {
    const c = await conversation();
    const automatic = mailCases.filter(({ kind }) => kind !== 'human');
    const seen: Record<string, unknown> = {};
    for (const { name, kind, returnPath = anne } of automatic) {
      const raw = mailFixture(name, c.thread).toString('latin1');
      const genuine = kind === 'automatic' || kind === 'list' ? raw.replace(/^From: .*$/m, `From: ${anne}`) : raw;
      const aboutOurs = genuine.replaceAll('0100019a-1@ca-central-1.amazonses.com', c.invoiceMessageId);
      const outcome = await capture(c.w, Buffer.from(aboutOurs, 'latin1'), {
        recipients: [c.thread],
        source: returnPath,
      });
      seen[name] = outcome.map((o) => o.outcome).join();
    }
    expect(seen).toEqual({
      'out-of-office-en': 'recorded',
      'out-of-office-fr': 'recorded',
      'vacation-fr-precedence': 'recorded',
      dsn: 'recorded',
      'bounce-plain': 'quarantined',
      'feedback-report': 'recorded',
      'read-receipt': 'recorded',
      'list-mail': 'recorded',
      'own-relay': 'dropped',
    });
    const fromOurDomain = { from: `Anne <r-x@${c.w.replyDomain}>`, text: 'boucle' };
    expect(await outcomesOf(reply(c, fromOurDomain))).toEqual([['dropped', 'loop']]);
    expect(new Set((await recorded(c)).map((email) => email.kind))).toEqual(new Set(['automatic']));
    expect(await relayed(c.w)).toEqual([]);
    const stored = await c.w.communications.getCommunication(c.communicationId);
    expect(stored?.lastActivityAt).toBe(stored?.createdAt);
  });

  test('is shown to the sender and the Admins alone if it is a report, which may name a person in Bcc', async () => {
    const c = await conversation();
    const dsn = mailFixture('dsn', c.thread)
      .toString('latin1')
      .replaceAll('0100019a-1@ca-central-1.amazonses.com', c.invoiceMessageId)
      .replaceAll(/^((?:Final|Original)-Recipient: rfc822; ?).*$/gim, `$1${anne}`);
    await capture(c.w, Buffer.from(dsn, 'latin1'), { recipients: [c.thread], source: null });
    const [note] = await recorded(c);
    expect(note).toMatchObject({ visibility: 'sender_and_admins', from: { contactId: null } });
    // The report is shown in words. Only mail events may change a delivery.
    expect(note?.reported?.length).toBeGreaterThan(0);
    const { firstEmailId } = (await c.w.communications.getCommunication(c.communicationId)) ?? { firstEmailId: '' };
    const states = (await c.w.communications.listDeliveries(firstEmailId)).map((d) => d.latest.state);
    expect(new Set(states)).toEqual(new Set(['accepted']));
  });

  test('finds its conversation by the reported id if our address is missing, and is parked if that id is foreign', async () => {
    const c = await conversation();
    const dsn = (id: string) =>
      Buffer.from(
        mailFixture('dsn', 'x@y.test')
          .toString('latin1')
          .replace(/^References: .*\r\n/gm, '')
          .replaceAll('0100019a-1@ca-central-1.amazonses.com', id),
        'latin1',
      );
    const arrival = { recipients: ['bounces@courriel.test'], source: null };
    expect(await outcomesOf(capture(c.w, dsn('foreign@evil.test'), arrival))).toEqual([['unroutable', 'no_thread']]);
    expect(await outcomesOf(capture(c.w, dsn(c.invoiceMessageId), arrival))).toEqual([['recorded', null]]);
  });
});
