import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { expectRefused } from '../../fakes/worlds/api-world.ts';
import { relayed, reply } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { forge, quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';

const anne = 'anne@gc.test';
const bob = 'bob@client.test';
const chloe = 'chloe@steel.test';
const lea = 'lea@steel.test';

describe('a forged From with DMARC FAIL', () => {
  test('is quarantined without mailing anybody, and an Admin sees its facts', async () => {
    const { c, call, list, thread } = await quarantineWorld();
    const id = await forge(c, { subject: '<b>Compte</b>', text: 'Nouveau compte : <script>1</script>' });
    expect(await relayed(c.w)).toEqual([]);
    const { json, status } = await list();
    expect(status).toBe(200);
    expect(json).toEqual({
      items: [
        {
          id,
          invoiceId: 'inv_7',
          communicationId: c.communicationId,
          communicationSubject: 'Facture 7 — septembre',
          reason: 'spoof_suspected',
          from: { name: 'Anne Roy', address: anne },
          subject: '<b>Compte</b>',
          receivedAt: expect.any(String),
          bytes: expect.any(Number),
          fileNames: [],
          fileCount: 0,
          former: null,
          verdicts: { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'FAIL' },
          excerpt: 'Nouveau compte : <script>1</script>',
          mayRelease: true,
          handled: null,
        },
      ],
      nextCursor: null,
    });
    expect((await thread()).emails).toHaveLength(1);
    // Nobody can get its files or the mail itself.
    const path = `/projects/${projectId}/communications/${c.communicationId}/emails/${id}`;
    for (const what of ['original', 'attachments/att_x', 'document'])
      expect((await call('usr_lea', 'GET', `${path}/${what}`)).status, what).toBe(404);
  });

  test('is shown, once released, in the thread with the Admin’s name, and goes once to each of the others', async () => {
    const { c, decide, list, thread } = await quarantineWorld();
    const id = await forge(c, { text: 'Approuvé.' });
    c.w.clock.advance(3_600_000);
    const first = await decide('release', id);
    expect(first.json.handled).toEqual({
      action: 'released',
      by: 'usr_lea',
      name: 'Léa Côté',
      at: c.w.clock.now().toISOString(),
      reason: 'Confirmé au téléphone.',
    });
    expect((await relayed(c.w)).sort()).toEqual([bob, chloe, lea]);
    c.w.clock.advance(1000);
    expect((await decide('release', id, 'usr_max', 'Moi aussi')).json).toEqual(first.json);
    expect(await relayed(c.w)).toHaveLength(3);
    const emails = (await thread()).emails;
    const found = emails.find((email: { id: string }) => email.id === id);
    expect(found).toMatchObject({
      from: { contactId: 'cnt_anne', name: 'Anne Roy', address: anne },
      text: 'Approuvé.',
      trust: 'unverified',
      released: { name: 'Léa Côté', reason: 'Confirmé au téléphone.' },
      relay: { state: 'relayed', reason: null, by: 'Léa Côté' },
    });
    const seen = (await thread('usr_reader')).emails.find((email: { id: string }) => email.id === id);
    expect(seen.released).toMatchObject({ name: 'Léa Côté', reason: null });
    const { text } = await mimeReader().read(c.w.mailer.mails.at(-1)?.raw ?? Buffer.from(''));
    expect(text).toContain(
      '[Transmis par Léa Côté. Le service de courriel n’a pas pu vérifier qui l’a écrit.]\n\nApprouvé.',
    );
    expect((await list()).json.items).toEqual([]);
    expect((await list('?state=handled')).json.items).toMatchObject([{ id, handled: { action: 'released' } }]);
  });

  test('is shown, once discarded, in no thread, mails nobody, and keeps the decision', async () => {
    const { c, decide, list, thread } = await quarantineWorld();
    const id = await forge(c);
    const first = await decide('discard', id, 'usr_max', 'Hameçonnage');
    expect(first.json.handled).toMatchObject({ action: 'discarded', name: 'Max Power', reason: 'Hameçonnage' });
    expect((await decide('discard', id)).json).toEqual(first.json);
    expect((await list()).json.items).toEqual([]);
    expect((await list('?state=handled')).json.items).toMatchObject([{ id, handled: { action: 'discarded' } }]);
    expect((await thread()).emails).toHaveLength(1);
    expect(await relayed(c.w)).toEqual([]);
  });
});

describe('a decision is refused and changes nothing', () => {
  test('when the other decision was taken before', async () => {
    const built = await quarantineWorld();
    const { c, decide } = built;
    const [released, discarded] = [await forge(c, { text: 'a' }), await forge(c, { text: 'b' })];
    await decide('release', released);
    await decide('discard', discarded);
    await expectRefused(built, { status: 409, code: 'quarantine-released' }, () => decide('discard', released));
    await expectRefused(built, { status: 409, code: 'quarantine-discarded' }, () => decide('release', discarded));
  });

  test('when it would release malware or an unparseable mail, whose facts an Admin can see and which can be discarded', async () => {
    const built = await quarantineWorld();
    const { c, decide, list } = built;
    const [virus] = await reply(c, { text: 'Voir le fichier' }, { verdicts: { virus: 'FAIL' } });
    const answer = await expectRefused(built, { status: 409, code: 'quarantine-malware' }, () =>
      decide('release', virus?.emailId ?? ''),
    );
    expect(answer.json.detail).toMatch(/virus.*never released.*discard/s);
    const bomb = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`;
    const [unread] = await reply(c, { headers: bomb.split('\n\n')[0]?.split('\n') ?? [], text: bomb });
    expect(unread?.reason).toBe('unparseable');
    await expectRefused(built, { status: 409, code: 'quarantine-unparseable' }, () =>
      decide('release', unread?.emailId ?? ''),
    );
    const { items } = (await list()).json;
    expect(items).toMatchObject([
      { reason: 'unparseable', mayRelease: false, excerpt: null },
      { reason: 'malware', mayRelease: false, excerpt: null, verdicts: { virus: 'FAIL' } },
    ]);
    for (const { id } of items) expect((await decide('discard', id)).status).toBe(200);
    expect(await relayed(c.w)).toEqual([]);
  });

  test('when the caller is not an Admin, or the mail is in another project or not quarantined', async () => {
    const built = await quarantineWorld();
    const { c, decide, list, call, route } = built;
    const id = await forge(c);
    const [genuine] = await reply(c, { text: 'Bien reçu.' });
    for (const action of ['release', 'discard'] as const) {
      await expectRefused(built, { status: 403, code: 'forbidden' }, () => decide(action, id, 'usr_reader'));
      await expectRefused(built, { status: 404, code: 'not-found' }, () => decide(action, id, 'usr_stranger'));
      await expectRefused(built, { status: 404, code: 'not-found' }, () => decide(action, genuine?.emailId ?? ''));
      await expectRefused(built, { status: 404, code: 'not-found' }, () => decide(action, 'eml_none'));
      await expectRefused(built, { status: 422, code: 'validation-failed' }, () => decide(action, id, 'usr_lea', ' '));
    }
    await expectRefused(built, { status: 403, code: 'forbidden' }, () => list('', 'usr_reader'));
    await expectRefused(built, { status: 404, code: 'not-found' }, () => list('', 'usr_stranger'));
    await expectRefused(built, { status: 400, code: 'validation-failed' }, () => list('?cursor=xyz'));
    await expectRefused(built, { status: 400, code: 'validation-failed' }, () => list('?state=all'));
    const project = await c.w.projects.getProject(projectId);
    if (project) await c.w.projects.putProject({ ...project, id: 'prj_2' });
    await c.w.projects.putMember({
      projectId: 'prj_2',
      userId: 'usr_lea',
      level: 'admin',
      viewInvoiceDetails: true,
      contactId: 'cnt_lea',
    });
    await expectRefused(built, { status: 404, code: 'not-found' }, () =>
      call('usr_lea', 'POST', `${route.replace(projectId, 'prj_2')}/${id}/release`, { body: { reason: 'x' } }),
    );
  });
});
