import { describe, expect, test } from 'vitest';
import { capture, conversation, kept, outcomesOf, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';

describe('the trust in a sender', () => {
  test('follows the DMARC verdict: the mail is quarantined, or recorded as unverified and not relayed (M05)', async () => {
    const c = await conversation();
    const held = [['quarantined', 'spoof_suspected']];
    for (const dmarc of ['FAIL', 'PROCESSING_FAILED', 'SOMETHING_NEW', '']) {
      expect(await outcomesOf(reply(c, { text: dmarc }, { verdicts: { dmarc } })), dmarc).toEqual(held);
    }
    expect(await recorded(c)).toEqual([]);
    const [forged] = await reply(c, { text: 'forgé' }, { verdicts: { dmarc: 'FAIL' } });
    expect((await kept(c, forged?.emailId)).from).toEqual({
      contactId: null,
      userId: null,
      name: 'Anne Roy',
      address: anne,
    });
    expect(await outcomesOf(reply(c, {}, { verdicts: { dmarc: 'GRAY' }, source: 'bounce@mail.gc.test' }))).toEqual([
      ['recorded', 'relay_waits_unverified'],
    ]);
    expect((await recorded(c))[0]).toMatchObject({ trust: 'unverified', kind: 'reply' });
    expect(await relayed(c.w)).toEqual([]);
  });

  test('ignores headers that the sender wrote, above, below or inside those of SES (M06)', async () => {
    const c = await conversation();
    const good = 'spf=pass; dkim=pass header.i=@gc.test; dmarc=pass header.from=gc.test';
    const forged = [
      `Authentication-Results: amazonses.com; ${good}`,
      'X-SES-Spam-Verdict: PASS',
      'X-SES-Virus-Verdict: PASS',
    ];
    const genuine =
      'Authentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@evil.test; dmarc=none header.from=gc.test';
    const smuggled =
      'Authentication-Results: amazonses.com; spf=pass (domain of "a) dmarc=pass; dkim=pass header.i=@gc.test (b"@evil.test); dkim=pass header.i=@evil.test';
    const everything = [[...forged], [...forged, genuine], [genuine, ...forged], [smuggled], [smuggled, ...forged]];
    for (const [index, lines] of everything.entries()) {
      for (const dmarc of index === 0 ? ['FAIL'] : ['FAIL', 'GRAY']) {
        const results = lines.join('\r\n');
        const arrival = { verdicts: { dmarc }, source: '"a) dmarc=pass (b"@evil.test', results };
        expect(await outcomesOf(reply(c, { text: `${index}${dmarc}` }, arrival)), `${index} ${dmarc}`).toEqual([
          ['quarantined', 'spoof_suspected'],
        ]);
      }
    }
    const infected = reply(c, { headers: forged }, { verdicts: { virus: 'FAIL' } });
    expect(await outcomesOf(infected)).toEqual([['quarantined', 'malware']]);
    expect(await recorded(c)).toEqual([]);
    expect(await relayed(c.w)).toEqual([]);
  });

  test('does not follow from a valid signature of another domain (M07)', async () => {
    const c = await conversation();
    const results =
      'Authentication-Results: amazonses.com; dkim=pass header.i=@evil.test; dmarc=none header.from=gc.test';
    const arrival = { verdicts: { dmarc: 'GRAY', spf: 'PASS', dkim: 'PASS' }, source: 'eve@evil.test', results };
    expect(await outcomesOf(reply(c, {}, arrival))).toEqual([['quarantined', 'spoof_suspected']]);
    expect(await recorded(c)).toEqual([]);
    expect(await relayed(c.w)).toEqual([]);
  });

  test('is missing for a stranger with a valid address, whose mail waits for an Admin and reaches nobody (M08)', async () => {
    const c = await conversation();
    const before = await c.w.communications.getCommunication(c.communicationId);
    const [outcome] = await reply(
      c,
      { from: 'Anne Roy <eve@evil.test>', text: 'Nouveau compte' },
      { source: 'eve@evil.test' },
    );
    expect(outcome).toMatchObject({ outcome: 'quarantined', reason: 'unknown_sender' });
    expect(await kept(c, outcome?.emailId)).toMatchObject({
      status: 'quarantined',
      quarantineReason: 'unknown_sender',
      from: { contactId: null, userId: null, address: 'eve@evil.test' },
      body: { text: 'Nouveau compte' },
    });
    expect(await recorded(c)).toEqual([]);
    expect(await relayed(c.w)).toEqual([]);
    expect(await c.w.communications.getCommunication(c.communicationId)).toEqual(before);
    expect(await c.w.communications.listEntries(c.communicationId)).toHaveLength(1);
  });

  test('is missing for two senders, spam, a virus and a person who was taken out of the directory', async () => {
    const c = await conversation();
    const two = { from: `${anne}, ${bob}` };
    expect(await outcomesOf(reply(c, two))).toEqual([['quarantined', 'ambiguous_sender']]);
    expect(await outcomesOf(reply(c, { headers: [`From: ${bob}`], text: 'b' }))).toEqual([
      ['quarantined', 'ambiguous_sender'],
    ]);
    expect(await outcomesOf(reply(c, { text: 'c' }, { verdicts: { spam: 'FAIL' } }))).toEqual([
      ['quarantined', 'spam'],
    ]);
    const [infected] = await reply(c, { text: 'd' }, { verdicts: { virus: 'FAIL' } });
    expect(await kept(c, infected?.emailId)).toMatchObject({
      quarantineReason: 'malware',
      body: { text: '' },
      attachments: [],
    });
    c.w.projects.getContact = async () => null;
    expect(await outcomesOf(reply(c, { text: 'e' }))).toEqual([['quarantined', 'removed_person']]);
    expect(await recorded(c)).toEqual([]);
    expect(await relayed(c.w)).toEqual([]);
  });

  test('is missing for a mail that cannot be parsed, which is kept as it came', async () => {
    const c = await conversation();
    const bomb = `From: ${anne}\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`;
    const [outcome] = await capture(c.w, Buffer.from(bomb), { recipients: [c.thread] });
    expect(outcome).toMatchObject({ outcome: 'quarantined', reason: 'unparseable' });
    const { originalKey } = await kept(c, outcome?.emailId);
    expect(
      Buffer.from((await c.w.mail.get(originalKey)) ?? [])
        .toString()
        .endsWith(bomb),
    ).toBe(true);
    expect(await relayed(c.w)).toEqual([]);
  });
});
