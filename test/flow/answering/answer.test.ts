import { beforeEach, describe, expect, test } from 'vitest';
import { splitReply } from '../../../shared/domain/reply-text/reply-text.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type AnsweredThread, answeredThread } from '../../fakes/worlds/answered-thread.ts';
import { pauseSending } from '../../fakes/worlds/pause-sending.ts';

const julie = 'julie@client.test';
const david = 'david@client.test';
const luc = 'luc@client.test';
const admin = 'admin@acier.test';

let t: AnsweredThread;
beforeEach(async () => {
  t = await answeredThread();
});

/** The SES id of the copy of an email that one person got. */
const copyOf = async (emailId: string, contactId: string): Promise<string> => {
  const delivery = await t.w.communications.getDelivery(emailId, contactId);
  return `<${delivery?.latest.sesMessageId}@ca-central-1.amazonses.com>`;
};

describe('a reply from the tab', () => {
  test('goes out through the flow, names the message that its recipient has, and quotes that message below', async () => {
    const reply = await t.mailIn(julie, 'Peut-on corriger la ligne 2 ?\n\n> Bonjour');
    const before = t.w.mailer.mails.length;
    const email = await t.answer({ inReplyTo: reply, message: '<p>C’est <strong>corrigé</strong>.</p>' });
    const [sent, ...more] = await t.mailed(before);
    expect(more).toHaveLength(0);
    expect(sent?.to).toBe(julie);
    expect(sent?.mail.subject).toBe('Re: Facture 1');
    expect(sent?.mail.from?.value).toEqual([{ name: 'Name of admin', address: t.thread }]);
    expect(sent?.mail.replyTo?.text).toBe(t.thread);
    expect(sent?.mail.inReplyTo).toBe('<40@out.test>');
    expect(sent?.mail.references).toEqual([`<${t.communicationId}@${t.w.replyDomain}>`, '<40@out.test>']);
    expect(sent?.mail.attachments).toHaveLength(0);
    expect(sent?.mail.text).toContain('C’est corrigé.');
    expect(sent?.mail.text).toMatch(
      /Le \d{4}-\d{2}-\d{2} à \d{1,2} h \d{2}, Julie Côté a écrit\u00a0:\n> Peut-on corriger la ligne 2 \?\n/,
    );
    expect(sent?.mail.text).not.toContain('> Bonjour');
    expect(sent?.mail.html).toContain('<blockquote type="cite"');
    expect(email).toMatchObject({ kind: 'reply', visibility: 'thread', document: null, settledAt: expect.any(String) });
    const shown = (await t.seenBy('usr_admin')).json.emails.at(-1);
    expect(shown).toMatchObject({ id: email.id, text: 'C’est corrigé.', state: 'sent' });
    expect((await t.bodySeenBy('usr_admin', email.id)).json.quotedText).toContain('ligne 2');
  });

  test('to all names to each recipient their own copy and nobody else’s', async () => {
    const reply = await t.mailIn(julie, 'Reçu, merci.');
    const relayId = (await t.entries()).find((entry) => entry.kind === 'relay')?.emailId ?? '';
    const before = t.w.mailer.mails.length;
    await t.answer({ kind: 'reply_all', inReplyTo: reply, to: ['cnt_julie'], cc: ['cnt_david'], bcc: ['cnt_luc'] });
    const sent = await t.mailed(before);
    const root = `<${t.communicationId}@${t.w.replyDomain}>`;
    const answered = Object.fromEntries(sent.map(({ to, mail }) => [to, [mail.inReplyTo, mail.references]]));
    const [davids, lucs] = [await copyOf(relayId, 'cnt_david'), await copyOf(relayId, 'cnt_luc')];
    expect(answered).toEqual({
      [julie]: ['<12@out.test>', [root, '<12@out.test>']],
      [david]: [davids, [root, davids]],
      [luc]: [lucs, [root, lucs]],
    });
    for (const { to, raw } of sent)
      if (to !== luc) expect(Buffer.from(raw).toString()).not.toMatch(/luc|Hébert|H=C3=A9bert/i);
  });

  test('to an email of ours names the copy that each recipient got', async () => {
    await t.answer({ to: ['cnt_julie'], cc: ['cnt_boss'] });
    const sent = await t.mailed();
    const own = await copyOf(t.invoiceEmailId, 'cnt_julie');
    expect(sent.map(({ to, mail }) => [to, mail.inReplyTo])).toEqual([
      [julie, own],
      ['boss@acier.test', undefined],
    ]);
  });

  test('carries the PDF as it was mailed, without rendering it again, and the requested files', async () => {
    const renders = t.w.renderer as unknown as { calls: unknown[] };
    const rendered = renders.calls.length;
    const first = (await t.mailed(0))[0]?.mail.attachments[0];
    const upload = await t.built.upload('usr_admin', 'plan.pdf', 'application/pdf', Buffer.from('%PDF-1.7 plan'));
    const email = await t.answer({ includeDocument: true, attachmentIds: [upload] });
    const files = (await t.mailed())[0]?.mail.attachments ?? [];
    expect(files.map((file) => file.filename)).toEqual([first?.filename, 'plan.pdf']);
    expect(files[0]?.content.equals(first?.content ?? Buffer.alloc(0))).toBe(true);
    expect(renders.calls).toHaveLength(rendered);
    expect(email.document?.key).toBe((await t.stored(t.invoiceEmailId)).document?.key);
  });

  test('that is itself answered by mail is recorded with the new words alone, whatever the mail program quotes', async () => {
    const reply = await t.mailIn(julie, 'Première réponse.');
    await t.answer({ inReplyTo: reply, to: ['cnt_julie'], message: '<p>Deuxième.</p>' });
    const { mail } = (await t.mailed()).at(-1) ?? {};
    const quoted = (mail?.text ?? '').split('\n').map((line) => `> ${line}`);
    const text = [
      'Troisième.',
      '',
      'Le mar. 24 nov. 2026 à 11:00, Acier <r-x@reply.test> a écrit :',
      '',
      ...quoted,
    ].join('\n');
    expect(splitReply({ text, html: null }).text).toBe('Troisième.');
    const html = `<div dir="ltr">Troisième.</div><br><div class="gmail_quote"><blockquote class="gmail_quote">${mail?.html}</blockquote></div>`;
    expect(splitReply({ text: null, html }).text).toBe('Troisième.');
    const before = t.w.mailer.mails.length;
    const back = await t.mailIn(julie, text);
    expect((await t.w.communications.getEmail(back))?.body?.text).toBe('Troisième.');
    expect((await t.mailed(before)).map((one) => one.to).sort()).toEqual([admin, david, luc]);
  });

  test('of an Admin who was not a participant makes that Admin one: the next reply reaches them too', async () => {
    await t.answer({ to: ['cnt_julie'], cc: ['cnt_david'] }, 'boss-1', 'usr_boss');
    const before = t.w.mailer.mails.length;
    await t.mailIn(julie, 'Merci, patron.');
    expect((await t.mailed(before)).map((one) => one.to).sort()).toEqual([admin, 'boss@acier.test', david, luc]);
  });
});

describe('an answer from the tab', () => {
  test('makes one email, one execution, one mail for each recipient and the same response when it is sent twenty times in parallel', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.ask({ cc: ['cnt_david'] })));
    expect(answers.map((one) => one.status)).toEqual(Array(20).fill(202));
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    await runSendFlow(t.w);
    t.w.clock.advance(60_000);
    expect((await t.ask({ cc: ['cnt_david'] })).text).toBe(answers[0]?.text);
    expect((await t.mailed()).map((one) => one.to)).toEqual([julie, david]);
    expect(t.w.sendFlow.started).toHaveLength(2);
  });

  test('gets the first response again when it is repeated, although the conversation has moved on', async () => {
    const first = await t.ask();
    await runSendFlow(t.w);
    await t.mailIn(julie, 'Entre-temps.');
    expect((await t.ask()).text).toBe(first.text);
  });

  test('is sent by a repeat when the start of the flow failed', async () => {
    t.w.sendFlow.failNext('not_started');
    expect((await t.ask()).status).toBe(202);
    expect(t.w.sendFlow.started).toHaveLength(1);
    await t.ask();
    await runSendFlow(t.w);
    expect((await t.mailed()).map((one) => one.to)).toEqual([julie]);
  });

  test('is not sent when, before it leaves, sending is paused or its author loses the right', async () => {
    await t.ask({}, 'a');
    await t.ask({}, 'b', 'usr_boss');
    const boss = await t.w.projects.getMember('prj_a', 'usr_boss');
    if (boss) await t.w.projects.putMember({ ...boss, level: 'standard' });
    const project = await t.w.projects.getProject('prj_a');
    await runSendFlow(t.w);
    expect(await t.mailed()).toHaveLength(1);
    await t.ask({}, 'c');
    if (project) await pauseSending(t.w, project.id);
    await runSendFlow(t.w);
    expect(await t.mailed()).toHaveLength(1);
  });
});
