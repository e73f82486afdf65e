import { describe, expect, test } from 'vitest';
import { base32 } from '../../../shared/domain/ids.ts';
import type { KeyRing } from '../../../shared/domain/keys/key-ring.ts';
import { threadAddress } from '../../../shared/domain/keys/thread-address.ts';
import { testRing } from '../../fakes/ports/fake-keys.ts';
import { sha256Of } from '../../fakes/ports/memory-files.ts';
import { conversation, outcomesOf, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';

describe('a mail', () => {
  test('finds its thread by the envelope alone (M03)', async () => {
    const c = await conversation();
    await reply(c, { to: [], cc: [], headers: [`In-Reply-To: <${c.invoiceMessageId}>`] });
    expect(await recorded(c)).toHaveLength(1);
    expect(await relayed(c.w)).toHaveLength(3);
  });

  test('goes to the thread of the envelope, not to that of the headers (M04)', async () => {
    const c = await conversation();
    const other = await conversation(c.w, 'key-2');
    await reply(c, { to: [other.thread] });
    expect([await recorded(c), await recorded(other)].map((emails) => emails.length)).toEqual([1, 0]);
  });

  test('to two threads is recorded in both', async () => {
    const c = await conversation();
    const other = await conversation(c.w, 'key-2');
    await reply(c, { to: [c.thread, other.thread] }, { recipients: [c.thread, other.thread] });
    expect([await recorded(c), await recorded(other)].map((emails) => emails.length)).toEqual([1, 1]);
    expect(await relayed(c.w, 2)).toHaveLength(6);
  });

  test('finds its thread by the headers if it was forwarded, and by an id of ours if it lacks our address', async () => {
    const c = await conversation();
    const elsewhere = { recipients: ['factures@gc.test'] };
    await reply(c, { text: 'a' }, elsewhere);
    await reply(c, { to: [], headers: [`X-Forwarded-To: <${c.thread}>`], text: 'bb' }, elsewhere);
    await reply(c, { to: [], headers: [`In-Reply-To: <${c.invoiceMessageId}>`], text: 'ccc' }, elsewhere);
    const root = `References: <x@y.test>, <${c.communicationId.toUpperCase()}@${c.w.replyDomain}> <z@y.test>`;
    await reply(c, { to: [], headers: [root.replace('COM_', 'com_')], text: 'dddd' }, elsewhere);
    expect((await recorded(c)).map((email) => email.body?.text)).toEqual(['a', 'bb', 'ccc', 'dddd']);
  });

  test('finds no thread by an altered, cut, foreign or retired address, unless a participant names an id; upper case is accepted (M09)', async () => {
    const c = await conversation();
    const other = await conversation(c.w, 'key-2');
    const local = c.thread.slice(0, c.thread.indexOf('@'));
    const at = (changed: string) => `${changed}@${c.w.replyDomain}`;
    const flipped = [...local].map((character, index) => {
      const bit = String.fromCharCode(character.charCodeAt(0) ^ 1);
      return at(local.slice(0, index) + bit + local.slice(index + 1));
    });
    const retired: KeyRing = { current: 'x', keys: { x: { secret: testRing.keys.x?.secret ?? '', retired: false } } };
    const bad = [
      ...flipped,
      ...[1, 10, 26, 53].map((length) => at(local.slice(0, length))),
      at(local.slice(0, 29) + other.thread.slice(29, 55)),
      threadAddress(retired, c.communicationId, c.w.replyDomain),
    ];
    for (const address of bad) {
      expect(await outcomesOf(reply(c, { to: [address] }, { recipients: [address] })), address).toEqual([
        ['unroutable', 'no_thread'],
      ]);
    }
    expect(await relayed(c.w, 2)).toEqual([]);
    const byId = { to: [bad[0] ?? ''], headers: [`In-Reply-To: <${c.invoiceMessageId}>`] };
    const stranger = { ...byId, from: 'eve@evil.test' };
    expect(await outcomesOf(reply(c, stranger, { recipients: [bad[0] ?? ''] }))).toEqual([['unroutable', 'no_thread']]);
    expect(await outcomesOf(reply(c, byId, { recipients: [bad[0] ?? ''] }))).toEqual([['recorded', null]]);
    const shouted = c.thread.toUpperCase();
    expect(await outcomesOf(reply(c, { to: [], text: 'Fort.' }, { recipients: [shouted] }))).toEqual([
      ['recorded', 'relay_waits_unaddressed'],
    ]);
  });

  test('to a random address, a thousand times, causes no mail and no email, and is kept', async () => {
    const c = await conversation();
    for (let n = 0; n < 1000; n += 1) {
      const random = base32(Buffer.from(sha256Of(Buffer.from(`${n}`)).slice(0, 33)));
      const recipients = [`r-b${random.slice(0, 52)}@${c.w.replyDomain}`];
      expect(await outcomesOf(reply(c, { to: recipients }, { recipients }))).toEqual([['unroutable', 'no_thread']]);
    }
    expect(await relayed(c.w)).toEqual([]);
    expect(await recorded(c)).toEqual([]);
    expect(c.w.mail.stored.size).toBe(1000);
  });
});
