import { beforeEach, describe, expect, test } from 'vitest';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';

const julie = 'julie@client.test';
const david = 'david@client.test';
const luc = 'luc@client.test';
const admin = 'admin@acier.test';
const boss = 'boss@acier.test';
const plain = 'plain@acier.test';

let t: AnsweredThread;
beforeEach(async () => {
  t = await answeredThread({ private: true });
});

const since = (before: number) => t.mailed(before).then((mails) => mails.map(({ to }) => to).sort());
const count = () => t.w.mailer.mails.length;

/** The mails with their headers and all their parts, as one text to search for words that must not be there. */
const rawOf = (mails: readonly { raw: Uint8Array }[]) => mails.map(({ raw }) => Buffer.from(raw).toString()).join('\n');

describe('a forward', () => {
  test('is shown to its recipients, who see nothing else of a private conversation', async () => {
    const reply = await t.mailIn(julie, 'Le bordereau suit.');
    expect((await t.seenBy('usr_plain')).status).toBe(404);
    const forward = await t.answer({ kind: 'forward', inReplyTo: reply, to: ['cnt_plain'], includeDocument: true });
    expect(await t.idsSeenBy('usr_plain')).toEqual([forward.id]);
    const { emailCount, replyCount } = (await t.seenBy('usr_plain')).json;
    expect({ emailCount, replyCount }).toEqual({ emailCount: 1, replyCount: 0 });
    const seen = (await t.seenBy('usr_plain')).json;
    expect(seen.document.sha256).toBeNull();
    expect(seen.emails[0]).toMatchObject({ aside: true, document: { sha256: expect.any(String) } });
    for (const what of [`emails/${t.invoiceEmailId}/document`, `emails/${reply}/original`])
      expect((await t.built.call('usr_plain', 'GET', `${t.path}/${what}`)).status).toBe(404);
    expect((await t.built.call('usr_plain', 'GET', `${t.path}/emails/${forward.id}/document`)).status).toBe(200);
    expect((await t.seenBy('usr_detail')).status).toBe(404);
    const [mail] = (await t.mailed()).slice(-1);
    expect(mail?.mail.subject).toBe('TR : Facture 1');
    expect(mail?.mail.text).toContain('Message transféré');
    expect(mail?.mail.text).toContain('De : Julie Côté <julie@client.test>');
    expect(mail?.mail.text).toContain('Le bordereau suit.');
    expect(mail?.mail.text).toContain('votre réponse va à Name of admin, non à toute la conversation');
  });

  test('is hidden from the other participants, and an answer to it goes to the person who forwarded', async () => {
    await t.answer({ kind: 'forward', to: ['cnt_plain'] }, 'f', 'usr_boss');
    const before = count();
    const answered = await t.mailIn(plain, 'Ce client exagère.');
    expect(await since(before)).toEqual([boss]);
    expect((await t.mailed(before))[0]?.mail.text).toContain('n’est allée qu’à vous');
    expect(await t.idsSeenBy('usr_admin')).toContain(answered);
    const outsiders = await t.mailIn(julie, 'Du nouveau ?');
    expect(await t.idsSeenBy('usr_plain')).not.toContain(outsiders);
    expect(await t.idsSeenBy('usr_plain')).toContain(answered);
    await t.w.projects.putMember({
      projectId: 'prj_a',
      userId: 'usr_julie',
      level: 'standard',
      viewInvoiceDetails: true,
      contactId: 'cnt_julie',
    });
    const julies = (await t.seenBy('usr_julie')).json;
    expect(JSON.stringify(julies)).not.toMatch(/exagère|plain@/);
    expect(julies.emails.map((email: { kind: string }) => email.kind)).not.toContain('forward');
  });

  test('does not make its recipient a participant: later replies do not reach that person', async () => {
    await t.answer({ kind: 'forward', to: ['cnt_plain'] });
    const before = count();
    await t.mailIn(julie, 'Suite.');
    expect(await since(before)).toEqual([admin, david, luc]);
  });

  test('that is answered from the tab stays between the two people', async () => {
    await t.answer({ kind: 'forward', to: ['cnt_plain'] });
    const aside = await t.mailIn(plain, 'Entre nous.');
    const before = count();
    const email = await t.answer({ inReplyTo: aside, to: ['cnt_plain'] }, 'back');
    expect(email.visibility).toBe('sender_and_admins');
    expect(await since(before)).toEqual([plain]);
    expect(await t.idsSeenBy('usr_plain')).toContain(email.id);
    await t.mailIn(plain, 'Bien reçu, entre nous.');
    expect(await since(before + 1)).toEqual([admin]);
  });
});

describe('a person added by a reply to all', () => {
  test('is a participant from then on: receives later emails, reaches everybody, and sees nothing older', async () => {
    const earlier = await t.mailIn(julie, 'Confidentiel, avant.');
    const added = await t.answer({ kind: 'reply_all', to: ['cnt_julie'], cc: ['cnt_david', 'cnt_plain'] });
    const before = count();
    const later = await t.mailIn(julie, 'Bienvenue !');
    expect(await since(before)).toEqual([admin, david, luc, plain]);
    const own = await t.mailIn(plain, 'Merci à tous.');
    expect(await since(before + 4)).toEqual([admin, david, julie, luc]);
    const seen = await t.idsSeenBy('usr_plain');
    expect(seen).toEqual(expect.arrayContaining([added.id, later, own]));
    for (const id of [t.invoiceEmailId, earlier]) expect(seen).not.toContain(id);
    expect((await t.built.call('usr_plain', 'GET', `${t.path}/emails/${t.invoiceEmailId}/document`)).status).toBe(404);
    const relayed = (await t.mailed(before)).find(({ to }) => to === david);
    expect(relayed?.mail.to).toMatchObject({
      value: expect.arrayContaining([{ address: plain, name: 'Name of plain' }]),
    });
  });

  test('in Bcc sees that one email alone, and answers its author', async () => {
    const email = await t.answer({ to: ['cnt_julie'], bcc: ['cnt_plain'] });
    expect(await t.idsSeenBy('usr_plain')).toEqual([email.id]);
    const before = count();
    await t.mailIn(plain, 'Vu.');
    expect(await since(before)).toEqual([admin]);
    await t.mailIn(julie, 'Suite et fin.');
    expect(await since(before + 1)).toEqual([admin, david, luc]);
    expect(rawOf((await t.mailed(before + 1)).filter(({ to }) => to !== admin))).not.toContain('plain@');
    const shown = (await t.seenBy('usr_plain')).json.emails.find((one: { id: string }) => one.id === email.id);
    expect(shown.bcc).toMatchObject([{ contactId: 'cnt_plain' }]);
  });

  test('is added once, however often the request is sent', async () => {
    await t.ask({ cc: ['cnt_plain'] });
    await t.ask({ cc: ['cnt_plain'] });
    const stored = await t.w.communications.getCommunication(t.communicationId);
    expect(stored?.joined?.map((person) => [person.recipientId, person.part])).toEqual([['cnt_plain', 'conversation']]);
  });
});

describe('a person in Bcc', () => {
  const refused = async (change: object, pointers: string[], user = 'usr_admin') => {
    const before = t.built.stored();
    const answer = await t.ask(change, 'refused', user);
    expect(answer.status).toBe(422);
    expect(answer.json.code).toBe('bcc-given-away');
    expect(answer.json.errors.map((error: { pointer: string }) => error.pointer)).toEqual(pointers);
    expect(t.built.stored()).toBe(before);
  };

  test('is never named to others, quoted to others, or forwarded to others', async () => {
    const secret = await t.mailIn(luc, 'Je suis en copie cachée.');
    await refused({ to: ['cnt_julie'], cc: ['cnt_luc'] }, ['/to/0']);
    await refused({ inReplyTo: secret, to: ['cnt_julie'] }, ['/to/0']);
    await refused({ inReplyTo: secret, to: ['cnt_luc'], cc: ['cnt_david'], bcc: ['cnt_julie'] }, ['/cc/0', '/bcc/0']);
    await refused({ kind: 'forward', inReplyTo: secret, to: ['cnt_plain'] }, ['/to/0']);
    await refused({ inReplyTo: secret, to: ['grp_client'] }, ['/to']);
  });

  test('can be written to alone: only the sender, the Admins and that person see it, and the answer goes back to the author', async () => {
    const secret = await t.mailIn(luc, 'Je suis en copie cachée.');
    const before = count();
    const email = await t.answer({ inReplyTo: secret, to: ['cnt_luc'], cc: ['cnt_boss'] }, 'aside', 'usr_boss');
    expect(await since(before)).toEqual([boss, luc]);
    expect(email.visibility).toBe('sender_and_admins');
    await t.w.projects.putMember({
      projectId: 'prj_a',
      userId: 'usr_luc',
      level: 'standard',
      viewInvoiceDetails: false,
      contactId: 'cnt_luc',
    });
    expect(await t.idsSeenBy('usr_luc')).toContain(email.id);
    await t.mailIn(luc, 'Merci de votre réponse.');
    expect(await since(before + 2)).toEqual([admin, boss]);
    // The others see no trace of the exchange, not even in the conversation's place in their list.
    await t.w.projects.putMember({
      projectId: 'prj_a',
      userId: 'usr_julie',
      level: 'standard',
      viewInvoiceDetails: true,
      contactId: 'cnt_julie',
    });
    expect(JSON.stringify((await t.seenBy('usr_julie')).json)).not.toMatch(/luc|Hébert|cachée/i);
  });

  test('who is an Admin can answer from the tab only to people who may know of the Bcc', async () => {
    t = await answeredThread({ cc: [], bcc: ['cnt_boss'] });
    await refused({ kind: 'reply_all', to: ['cnt_julie'], cc: ['cnt_admin'] }, ['/to/0'], 'usr_boss');
    const before = count();
    await t.answer({ to: ['cnt_admin'] }, 'aside', 'usr_boss');
    expect(await since(before)).toEqual([admin]);
    expect((await t.entries()).at(-1)).toMatchObject({ visibility: 'sender_and_admins', kind: 'reply' });
  });

  test('of a reply appears in no header, body or part of the mails that the others get', async () => {
    await t.answer({ to: ['cnt_julie'], cc: ['cnt_david'], bcc: ['cnt_plain'] });
    const mails = await t.mailed();
    expect(mails.map(({ to }) => to).sort()).toEqual([david, julie, plain]);
    expect(rawOf(mails)).not.toMatch(/plain@|^bcc:/im);
  });
});
