import { expect, test } from 'vitest';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { kept, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { forge, type QuarantineWorld, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';
const chloe = 'chloe@steel.test';
const lea = 'lea@steel.test';

const communication = ({ c }: QuarantineWorld) => c.w.communications.getCommunication(c.communicationId);
const emailIn = async (q: QuarantineWorld, id: string, user = 'usr_lea') =>
  (await q.thread(user)).emails.find((email: { id: string }) => email.id === id);

test('a stranger whose mail is released does not become a participant, gets no replies, and is named with the address in the relay', async () => {
  const q = await quarantineWorld();
  const before = (await communication(q))?.participants;
  const stranger = { from: 'Anne Roy <eve@evil.test>' };
  const [first] = await reply(q.c, { ...stranger, text: 'Je suis Anne.' }, { source: 'eve@evil.test' });
  await q.decide('release', first?.emailId ?? '');
  expect((await relayed(q.c.w)).sort()).toEqual([anne, bob, chloe, lea]);
  const { from, text } = await mimeReader().read(q.c.w.mailer.mails.at(-1)?.raw ?? Buffer.from(''));
  expect(from[0]?.name).toBe('Anne Roy (eve@evil.test)');
  expect(text).toContain('Réponse de Anne Roy (eve@evil.test)');
  expect((await communication(q))?.participants).toEqual(before);
  expect(await emailIn(q, first?.emailId ?? '')).toMatchObject({
    from: { contactId: null, name: 'Anne Roy', address: 'eve@evil.test' },
  });
  const [second] = await reply(q.c, { ...stranger, text: 'Encore moi.' }, { source: 'eve@evil.test' });
  expect(second).toMatchObject({ outcome: 'quarantined', reason: 'unknown_sender' });
  await reply(q.c, { from: bob, text: 'Qui est-ce ?' });
  expect(await relayed(q.c.w)).not.toContain('eve@evil.test');
});

test('a mail of several senders is released under all their names and belongs to no person', async () => {
  const q = await quarantineWorld();
  const [outcome] = await reply(q.c, { from: `Anne Roy <${anne}>, Bob Kerr <${bob}>` });
  const id = outcome?.emailId ?? '';
  const [held] = (await q.list()).json.items;
  expect(held.from).toEqual({ name: `Anne Roy <${anne}>, Bob Kerr <${bob}>`, address: '' });
  await q.decide('release', id);
  expect(await emailIn(q, id)).toMatchObject({ from: { contactId: null, address: '' } });
  expect((await relayed(q.c.w)).sort()).toEqual([anne, bob, chloe, lea]);
});

test('a released mail from the address of a person in Bcc goes to the sender alone, and the others do not see it', async () => {
  const q = await quarantineWorld();
  const id = await forge(q.c, { from: `Chloé Dubé <${chloe}>` });
  await q.decide('release', id, 'usr_max');
  expect(await relayed(q.c.w)).toEqual([lea]);
  expect(await emailIn(q, id)).toBeDefined();
  expect(await emailIn(q, id, 'usr_reader')).toBeUndefined();
});

test('a released mail stands last and counts as unread, also for a person who has read the thread since it came', async () => {
  const q = await quarantineWorld();
  const id = await forge(q.c);
  q.c.w.clock.advance(60_000);
  await reply(q.c, { from: bob, text: 'Entre-temps.' });
  await q.c.w.communications.setReadAt(q.c.communicationId, 'usr_max', q.c.w.clock.now().toISOString());
  q.c.w.clock.advance(3_600_000);
  const arrived = (await kept(q.c, id)).receivedAt;
  await q.decide('release', id);
  const { unreadCount, replyCount, emails } = await q.thread('usr_max');
  expect([unreadCount, replyCount]).toEqual([1, 2]);
  const incoming = emails.filter((email: { direction: string }) => email.direction === 'incoming');
  expect(incoming.at(-1)).toMatchObject({ id, receivedAt: arrived });
});

test('the list comes page by page, with cursors that are valid for its own state alone', async () => {
  const q = await quarantineWorld();
  const ids = [];
  for (let n = 0; n < 3; n += 1) ids.push(await forge(q.c, { text: `${n}` }));
  const first = (await q.list('?limit=2')).json;
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
  const next = (await q.list(`?limit=2&cursor=${first.nextCursor}`)).json;
  expect(next.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
  expect(next.nextCursor).toBeNull();
  expect((await q.list(`?state=handled&cursor=${first.nextCursor}`)).status).toBe(400);
});
