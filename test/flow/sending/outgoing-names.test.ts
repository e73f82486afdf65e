import { beforeEach, describe, expect, test } from 'vitest';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import { Contact } from '../../../shared/domain/project/project.ts';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  put,
  refusedAt,
  seededWorld,
  send,
} from '../../fakes/worlds/api-world.ts';
import { conversation, newWorld, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { anne, commitInvoiceEmail } from '../../fakes/worlds/committed-email.ts';
import { headerOf, headOf, lenientText, phraseOf, strictPhrase, strictText } from '../../fixtures/mail/read-head.ts';

const invalid = { status: 422, code: 'validation-failed' };
const at = '/projects/prj_a';
const encoded = '=?utf-8?q?Virement_=E2=80=AE_urgent=0d=0a_ligne2?=';
const once = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

let built: ApiWorld;
beforeEach(async () => {
  built = await seededWorld();
});

describe('an encoded word', () => {
  test('is refused in a typed subject, with advice to write the text itself (Y23)', async () => {
    const answer = await expectRefused(built, invalid, () => send(built, { subject: encoded }));
    expect(answer.json.errors).toEqual([
      { pointer: '/subject', detail: 'must not contain an encoded word (=?…?=): write the text itself' },
    ]);
  });

  test('is refused in every imported text that can end up in a subject or a name (Y23)', async () => {
    const person = { name: 'Luc', email: 'luc@client.test' };
    expect(await refusedAt(built, `${at}/directory/cnt_x`, { ...person, name: encoded })).toEqual(['/name']);
    expect(await refusedAt(built, `${at}/directory/cnt_x`, { ...person, company: encoded, jobTitle: encoded })).toEqual(
      ['/company', '/jobTitle'],
    );
    expect(await refusedAt(built, `${at}/groups/grp_x`, { name: encoded, members: [] })).toEqual(['/name']);
    expect(await refusedAt(built, at, { name: encoded, number: encoded, company: { name: 'C' } })).toEqual([
      '/name',
      '/number',
    ]);
    expect(
      await refusedAt(built, `${at}/contracts/con_1`, { ...contractBody, number: encoded, title: encoded }),
    ).toEqual(['/number', '/title']);
    expect(await refusedAt(built, invoicePath, { ...invoiceBody, number: '=?utf-8?q?7?=' })).toEqual(['/number']);
  });

  test('that comes by mail, encoded twice, is the same text in the tab, in the relay and in every mail program (Y23)', async () => {
    const c = await conversation();
    await reply(c, { subject: once(once('Facture \u202e3 payée')) });
    expect((await recorded(c))[0]?.subject).toBe('Facture 3 payée');
    await relayed(c.w);
    for (const { raw } of c.w.mailer.mails.slice(3)) {
      const value = headerOf(headOf(raw), 'subject');
      expect([strictText(value), lenientText(value)]).toEqual(['Facture 3 payée', 'Facture 3 payée']);
    }
  });
});

const stored = {
  id: 'cnt_x',
  projectId: 'prj_a',
  company: '',
  email: 'x@client.test',
  language: 'fr',
  jobTitle: '',
  userId: null,
};

describe('a name in the directory', () => {
  test.each([
    ['an address', 'paiements@bnc.ca'],
    ['a name with an address', 'Banque Nationale <paiements@bnc.ca>'],
    ['a full-width at sign', 'paiements＠bnc.ca'],
    ['a small at sign', 'paiements﹫bnc.ca'],
    ['full-width brackets', 'Banque ＜bnc＞'],
    ['zero-width spaces', '\u200b\u200b'],
    ['a Hangul filler', '\u3164'],
    ['a half-width Hangul filler', '\uffa0'],
    ['blank Braille cells', '\u2800\u2800'],
    ['soft hyphens', '\u00ad'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['combining marks on nothing', '\u0301'],
    ['Mongolian vowel separators and word joiners', '\u180e\u2060'],
  ])('that is %s is refused for a person and for a group (Y24)', async (_what, name) => {
    expect(await refusedAt(built, `${at}/directory/cnt_x`, { name, email: 'luc@client.test' })).toEqual(['/name']);
    expect(await refusedAt(built, `${at}/groups/grp_x`, { name, members: [] })).toEqual(['/name']);
  });

  test('of real people and firms is accepted, in any script (Y24)', async () => {
    for (const name of [
      "Zoë O'Neill-Roy, ing.",
      '李明',
      'Ŵ. Ŷ',
      '\u05d3\u05d5\u05d3',
      'क्षितिज',
      'R&D (Acier) n° 2',
      '🏗 Chantier',
    ])
      expect((await put(built, `${at}/directory/cnt_x`, { name, email: 'luc@client.test' })).status, name).toBe(200);
  });

  test('with an address of the reply domain, or of a domain below it, is refused (Y24)', async () => {
    for (const email of [
      'noreply@reply.courriel.test',
      `r-a${'b'.repeat(52)}@reply.courriel.test`,
      'x@Reply.Courriel.TEST',
      'x@sub.reply.courriel.test',
    ])
      expect(await refusedAt(built, `${at}/directory/cnt_x`, { name: 'Luc', email })).toEqual(['/email']);
    const near = { name: 'Luc', email: 'x@myreply.courriel.test' };
    expect((await put(built, `${at}/directory/cnt_x`, near)).status).toBe(200);
  });

  test('that was stored before the rule is still read, and its misleading part gets into no message (Y24)', async () => {
    for (const [name, shown] of [
      ['Banque Nationale <paiements@bnc.ca>', 'Banque Nationale'],
      ['\u3164', ''],
      ['paiements@bnc.ca', ''],
      [encoded, ''],
    ] as const) {
      expect(Contact.parse({ ...stored, name, company: name }).name).toBe(name);
      const w = newWorld();
      const author = { contactId: 'cnt_lea', userId: 'usr_lea', address: 'lea@steel.test', name };
      const email = await commitInvoiceEmail(w, { from: author });
      await sendEmail(w)({ emailId: email.id, run: 1, recipientId: anne.recipientId });
      const from = headerOf(headOf(w.mailer.posts[0]?.raw ?? new Uint8Array()), 'from');
      expect(strictPhrase(phraseOf(from))).toBe(shown);
      expect(from).toMatch(/^(?:Banque Nationale <)?r-[a-z0-9]+@reply\.courriel\.test>?$/);
    }
  });
});
