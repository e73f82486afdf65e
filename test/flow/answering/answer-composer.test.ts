import { beforeEach, expect, test } from 'vitest';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

let t: AnsweredThread;
beforeEach(async () => {
  t = await answeredThread();
});

const composer = (emailId: string, kind: string, user = 'usr_admin') =>
  t.built.call(user, 'GET', `${t.path}/emails/${emailId}/composer?kind=${kind}`);

/** The recipients that the composer proposes. */
const people = async (emailId: string, kind: string, user = 'usr_admin') => {
  const { to, cc } = (await composer(emailId, kind, user)).json;
  return [to, cc].map((entries: { id: string }[]) => entries.map(({ id }) => id));
};

test('the composer proposes the author for a reply, all open participants for a reply to all, and nobody who was in Bcc', async () => {
  const reply = await t.mailIn('julie@client.test', 'Reçu.');
  expect(await people(reply, 'reply')).toEqual([['cnt_julie'], []]);
  expect(await people(reply, 'reply_all')).toEqual([['cnt_julie'], ['cnt_david']]);
  expect(await people(reply, 'reply_all', 'usr_boss')).toEqual([['cnt_julie'], ['cnt_admin', 'cnt_david']]);
  expect(await people(reply, 'forward')).toEqual([[], []]);
});

test('an answer to one’s own email goes to the recipients of that email', async () => {
  expect(await people(t.invoiceEmailId, 'reply')).toEqual([['cnt_julie'], []]);
  expect(await people(t.invoiceEmailId, 'reply_all')).toEqual([['cnt_julie'], ['cnt_david']]);
  expect(await people(t.invoiceEmailId, 'reply', 'usr_boss')).toEqual([['cnt_admin'], []]);
});

test('an answer to the email of a person in Bcc goes to that person alone, and an Admin in Bcc answers the sender alone', async () => {
  const secret = await t.mailIn('luc@client.test', 'Entre nous.');
  for (const kind of ['reply', 'reply_all']) expect(await people(secret, kind)).toEqual([['cnt_luc'], []]);
  expect((await composer(secret, 'reply')).json.aside).toBe(true);
  t = await answeredThread({ cc: [], bcc: ['cnt_boss'] });
  expect(await people(t.invoiceEmailId, 'reply_all', 'usr_boss')).toEqual([['cnt_admin'], []]);
});

test('the composer offers a subject in both languages, the language of the people in To, the PDF and the email’s files', async () => {
  const file = Buffer.from('%PDF-1.7');
  const id = await recordReply(t.w, t.communicationId, { contactId: 'cnt_david', text: 'Here.', file });
  const { json } = await composer(id, 'reply');
  expect(json).toMatchObject({
    subject: 'Re: Facture 1',
    subjects: { en: 'Re: Facture 1', fr: 'Re: Facture 1' },
    language: 'en',
    aside: false,
    document: { fileName: expect.stringMatching(/\.pdf$/), bytes: expect.any(Number) },
    files: [{ fileName: 'bordereau.pdf', bytes: file.length, inline: false }],
    recipientLimit: 50,
  });
  expect((await composer(id, 'forward')).json).toMatchObject({
    subject: 'TR : Facture 1',
    subjects: { en: 'Fwd: Facture 1', fr: 'TR : Facture 1' },
    language: 'fr',
    aside: true,
  });
});

test('an email that cannot be answered has no composer', async () => {
  const reply = await t.mailIn('julie@client.test', 'Reçu.');
  const relay = (await t.entries()).find((entry) => entry.kind === 'relay')?.emailId ?? '';
  expect((await composer(relay, 'reply')).status).toBe(404);
  expect((await composer('eml_nothing', 'reply')).status).toBe(404);
  expect((await composer(reply, 'answer')).status).toBe(400);
  for (const user of ['usr_reader', 'usr_detail']) expect((await composer(reply, 'reply', user)).status).toBe(403);
});
