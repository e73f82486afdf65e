import { beforeEach, describe, expect, test } from 'vitest';
import { maxAttachmentsBytes } from '../../../shared/domain/limits.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { expectRefused, send } from '../../fakes/worlds/api-world.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';

let t: AnsweredThread;
beforeEach(async () => {
  t = await answeredThread();
});

const invalid = { status: 422, code: 'validation-failed' };
const missing = { status: 404, code: 'not-found' };

/** Expects a refusal that stores and starts nothing. Returns the pointers of its errors. */
const refused = async (change: object, problem = invalid, user = 'usr_admin') => {
  const answer = await expectRefused(t.built, problem, () => t.ask(change, 'refused', user));
  return (answer.json.errors ?? []).map((error: { pointer: string }) => error.pointer);
};

describe('an answer from the tab is refused', () => {
  test('to everybody but Admins, before its body is read', async () => {
    for (const user of ['usr_reader', 'usr_detail', 'usr_plain'])
      for (const change of [{}, { to: [] }]) await refused(change, { status: 403, code: 'forbidden' }, user);
    for (const user of ['usr_none', 'usr_zoe', 'usr_stranger']) await refused({}, missing, user);
  });

  test('when the email that it answers does not exist for the caller, with the same problem whatever the reason', async () => {
    await send(t.built, {}, 'other');
    await runSendFlow(t.w);
    const elsewhere = t.w.sendFlow.started.at(-1)?.input.emailId;
    const held = await t.w.communications.getEmail(
      await recordReply(t.w, t.communicationId, { contactId: 'cnt_julie', text: 'x' }),
    );
    const quarantined = { ...held, id: 'eml_quarantined', status: 'quarantined', quarantineReason: 'spam' };
    await t.w.communications.commitEmail(quarantined as never);
    const bodies = new Set<string>();
    for (const inReplyTo of ['eml_nothing', elsewhere, 'eml_quarantined']) {
      await refused({ inReplyTo }, missing);
      bodies.add((await t.ask({ inReplyTo }, 'again')).text);
    }
    expect(bodies.size).toBe(1);
  });

  test('when it answers a relay or a notice, while the email behind the relay can be answered', async () => {
    await t.mailIn('julie@client.test', 'Reçu.');
    const relay = (await t.entries()).find((entry) => entry.kind === 'relay');
    expect(await refused({ inReplyTo: relay?.emailId })).toEqual(['/inReplyTo']);
  });

  test('when it has no recipient, or one who is not in the directory', async () => {
    expect(await refused({ to: [] })).toEqual(['/to']);
    expect(await refused({ to: ['cnt_zoe'] })).toEqual(['/to/0']);
    expect(await refused({ to: ['cnt_julie'], bcc: ['grp_nobody'] })).toEqual(['/bcc/0']);
    await t.built.imported('/projects/prj_a/groups/grp_empty', { name: 'Vide', members: [] });
    expect(await refused({ to: ['grp_empty'] })).toEqual(['/to']);
  });

  test('when it has more recipients than an email may have', async () => {
    const members: string[] = [];
    for (let i = 0; i < 51; i += 1) {
      members.push(`cnt_p${i}`);
      await t.built.imported(`/projects/prj_a/directory/cnt_p${i}`, {
        name: `P${i}`,
        company: '',
        email: `p${i}@x.test`,
      });
    }
    await t.built.imported('/projects/prj_a/groups/grp_all', { name: 'Tous', members });
    expect(await refused({ to: ['grp_all'] })).toEqual(['/to']);
  });

  test('when its subject or message cannot be mailed', async () => {
    expect(await refused({ subject: 'a\r\nBcc: x@y.test' })).toEqual(['/subject']);
    expect(await refused({ subject: 'x'.repeat(256) })).toEqual(['/subject']);
    expect(await refused({ message: 'x'.repeat(50_001) })).toEqual(['/message']);
    expect(await refused({ private: true }, { status: 422, code: 'unknown-property' })).toEqual(['/private']);
  });

  test('when its files belong to others, are not in the answered email, are too many or are too large', async () => {
    await refused({ attachmentIds: ['att_nothing'] }, missing);
    expect(await refused({ forwardedIds: ['att_nothing'] })).toEqual(['/forwardedIds/0']);
    const id = await recordReply(t.w, t.communicationId, {
      contactId: 'cnt_julie',
      text: 'plan',
      file: Buffer.from('%PDF-1'),
    });
    const email = await t.w.communications.getEmail(id);
    const own = email?.attachments[0]?.id;
    expect(await refused({ inReplyTo: t.invoiceEmailId, forwardedIds: [own] })).toEqual(['/forwardedIds/0']);
    const uploads: string[] = [];
    for (let i = 0; i < 14; i += 1)
      uploads.push(await t.built.upload('usr_admin', `p${i}.pdf`, 'application/pdf', Buffer.from(`%PDF-1.7 ${i}`)));
    expect(await refused({ inReplyTo: id, forwardedIds: [own], attachmentIds: uploads })).toEqual(['/forwardedIds']);
    const large = { status: 413, code: 'payload-too-large' };
    const upload = await t.w.projects.getUpload('prj_a', uploads[0] ?? '');
    if (upload) await t.w.projects.putUpload({ ...upload, bytes: maxAttachmentsBytes });
    expect(await refused({ inReplyTo: id, forwardedIds: [own], attachmentIds: uploads.slice(0, 1) }, large)).toEqual([
      '/attachmentIds',
    ]);
    const [file] = email?.attachments ?? [];
    const heavy = { ...email, id: 'eml_heavy', attachments: [{ ...file, bytes: maxAttachmentsBytes + 1 }] };
    const program = { ...email, id: 'eml_program', attachments: [{ ...file, fileName: 'facture.exe' }] };
    for (const other of [heavy, program]) {
      await t.w.communications.commitEmail(other as never);
      const entry = (await t.entries()).at(-1);
      if (entry) await t.w.communications.putEntry({ ...entry, emailId: other.id });
    }
    expect(await refused({ inReplyTo: 'eml_heavy', forwardedIds: [own] }, large)).toEqual(['/forwardedIds']);
    const dirty = { status: 422, code: 'attachment-not-clean' };
    expect(await refused({ inReplyTo: 'eml_program', forwardedIds: [own] }, dirty)).toEqual(['/forwardedIds/0']);
  });

  test('when its key was used by another request, also by an Email Invoice', async () => {
    await t.ask({}, 'k');
    const reused = { status: 422, code: 'idempotency-key-reused' };
    await expectRefused(t.built, reused, () => t.ask({ message: 'Autre' }, 'k'));
    await expectRefused(t.built, reused, () => t.ask({}, 'key-1'));
    await expectRefused(t.built, { status: 400, code: 'idempotency-key-missing' }, () => t.ask({}, ''));
  });

  test('when its author was taken out of the directory', async () => {
    const member = await t.w.projects.getMember('prj_a', 'usr_admin');
    if (member) await t.w.projects.putMember({ ...member, contactId: 'cnt_gone' });
    await refused({}, { status: 409, code: 'sender-not-in-directory' });
  });
});

test('an answer can carry a file of the answered email, byte for byte', async () => {
  const file = Buffer.from('%PDF-1.7 bordereau');
  const id = await recordReply(t.w, t.communicationId, { contactId: 'cnt_julie', text: 'Voici.', file });
  const own = (await t.w.communications.getEmail(id))?.attachments[0]?.id;
  await t.answer({ kind: 'forward', inReplyTo: id, to: ['cnt_plain'], forwardedIds: [own] });
  const [mail] = (await t.mailed()).slice(-1);
  expect(mail?.mail.attachments.map((one) => [one.filename, one.content.equals(file)])).toEqual([
    ['bordereau.pdf', true],
  ]);
});
