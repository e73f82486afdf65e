import { expect, test } from 'vitest';
import { capture, kept, recorded, relayed } from '../../fakes/worlds/captured-mail.ts';
import { projectId } from '../../fakes/worlds/committed-email.ts';
import { quarantineWorld } from '../../fakes/worlds/quarantine-world.ts';
import { attached, mixed, textPart } from '../../fixtures/mail/attached.ts';
import { program, zipOf, zipOfZips } from '../../fixtures/mail/dangers.ts';

const quarantined = async (fileName: string, content: Uint8Array) => {
  const q = await quarantineWorld();
  const body = mixed('a', textPart, attached(fileName, content));
  const raw = Buffer.from(`From: Eve <eve@evil.test>\r\nSubject: Re: Facture 7\r\n${body}`);
  const [outcome] = await capture(q.c.w, raw, { recipients: [q.c.thread], source: 'eve@evil.test' });
  expect(outcome).toMatchObject({ outcome: 'quarantined', reason: 'unknown_sender' });
  return { q, emailId: outcome?.emailId ?? '' };
};

test.each([
  ['a program', 'photo.jpg', program, 'malware'],
  ['an archive that cannot be searched', 'plans.7z', Buffer.from('7z'), 'malware'],
  ['a zip of zips', 'plans.zip', zipOfZips(), 'unparseable'],
])(
  'a release of a quarantined mail with %s is refused with the reason, and nobody can get any part of the mail (Y07)',
  async (_what, fileName, content, reason) => {
    const { q, emailId } = await quarantined(fileName, content);
    const refused = await q.decide('release', emailId);
    expect([refused.status, refused.json.code]).toEqual([409, `quarantine-${reason}`]);
    expect((await q.list()).json.items).toMatchObject([
      { id: emailId, reason, mayRelease: false, excerpt: null, handled: null },
    ]);
    expect(await kept(q.c, emailId)).toMatchObject({ status: 'quarantined', attachments: [], body: { text: '' } });
    expect(await recorded(q.c)).toEqual([]);
    expect(await relayed(q.c.w)).toEqual([]);
    const again = await q.decide('release', emailId, 'usr_max');
    expect([again.status, again.json.code]).toEqual([409, `quarantine-${reason}`]);
    expect((await q.decide('discard', emailId)).status).toBe(200);
  },
);

test('a quarantined mail with harmless files can be released, and nobody can get its files before', async () => {
  const { q, emailId } = await quarantined('plans.zip', zipOf([{ name: 'a.pdf', content: Buffer.from('%PDF-1.4') }]));
  const [file] = (await kept(q.c, emailId)).attachments;
  const email = `/projects/${projectId}/communications/${q.c.communicationId}/emails/${emailId}`;
  const get = async (path: string) => (await q.call('usr_lea', 'GET', `${email}${path}`)).status;
  const urls = [`/attachments/${file?.id}`, '/original'];
  expect(await Promise.all(urls.map(get))).toEqual([404, 404]);
  expect((await q.decide('release', emailId)).status).toBe(200);
  expect(await Promise.all(urls.map(get))).toEqual([200, 200]);
});
