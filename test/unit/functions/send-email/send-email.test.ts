import { describe, expect, test } from 'vitest';
import { sendEmail } from '../../../../functions/send-email/send-email.ts';
import type { OutgoingEmail } from '../../../../shared/domain/conversation/email.ts';
import { relayHeader } from '../../../../shared/domain/conversation/relay.ts';
import type { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { readThreadAddress } from '../../../../shared/domain/keys/thread-address.ts';
import { claimMaxAgeMs, maxMessageBytes } from '../../../../shared/domain/limits.ts';
import { parsePath } from '../../../../web/src/route.ts';
import { testRing } from '../../../fakes/ports/fake-keys.ts';
import { readPlainMime } from '../../../fakes/ports/plain-mime.ts';
import {
  anne,
  bob,
  chloe,
  commitInvoiceEmail,
  invoiceEmail,
  projectId,
  setSenderLevel,
} from '../../../fakes/worlds/committed-email.ts';
import { pauseSending } from '../../../fakes/worlds/pause-sending.ts';
import { type World, world } from '../../../fakes/worlds/world.ts';

const send = (w: World, email: OutgoingEmail, recipientId = anne.recipientId, run = 1) =>
  sendEmail(w)({ emailId: email.id, run, recipientId });

const attemptOf = async (w: World, email: OutgoingEmail, recipientId = anne.recipientId) => {
  const delivery = await w.communications.getDelivery(email.id, recipientId);
  if (!delivery) throw new Error('no such delivery');
  return delivery.latest;
};

const setUp = async (more: Parameters<typeof commitInvoiceEmail>[1] = {}) => {
  const w = world();
  return { w, email: await commitInvoiceEmail(w, more) };
};

const only = (w: World) => {
  expect(w.mailer.posts).toHaveLength(1);
  const [message] = w.mailer.posts;
  if (!message) throw new Error('nothing was posted');
  return { message, mime: readPlainMime(message.raw) };
};

describe('the message', () => {
  test('goes to one address, and its headers list everybody in To and Cc and nobody in Bcc', async () => {
    for (const recipient of [anne, bob, chloe]) {
      const { w, email } = await setUp();
      await send(w, email, recipient.recipientId);
      const { message, mime } = only(w);
      expect(message.to).toBe(recipient.address);
      expect(mime.to).toEqual([{ name: anne.name, address: anne.address }]);
      expect(mime.cc).toEqual([{ name: bob.name, address: bob.address }]);
      expect(Buffer.from(message.raw).toString()).not.toContain(chloe.address);
    }
  });

  test('comes from and is answered to the thread’s address, in the person’s name', async () => {
    const { w, email } = await setUp();
    await send(w, email);
    const { message, mime } = only(w);
    expect(mime.from).toEqual({ name: 'Léa Côté', address: message.from });
    expect(mime.replyTo).toBe(message.from);
    expect(readThreadAddress(testRing, message.from, w.replyDomain)).toBe(email.communicationId);
  });

  test('carries the PDF first, then the attachments', async () => {
    const file = { id: 'att_1', fileName: 'plan.png', bytes: 3, contentType: 'image/png', sha256: 'e'.repeat(64) };
    const { w, email } = await setUp({ attachments: [{ ...file, key: 'attachments/prj_1/x', contentId: null }] });
    await w.files.put('attachments/prj_1/x', Buffer.from('png'), 'image/png');
    await send(w, email);
    expect(only(w).mime.files.map((f) => [f.fileName, f.contentType, Buffer.from(f.content).toString()])).toEqual([
      ['Facture 7.pdf', 'application/pdf', '%PDF-1.7 facture'],
      ['plan.png', 'image/png', 'png'],
    ]);
  });

  test('is tagged with email, recipient and attempt, in characters that SES takes', async () => {
    const { w, email } = await setUp();
    await send(w, email);
    const { tags } = only(w).message;
    expect(tags).toEqual({ emailId: email.id, recipientId: anne.recipientId, attempt: '1' });
    for (const value of Object.values(tags)) expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('stands under the thread’s own root, and names what it answers', async () => {
    const first = await setUp();
    await send(first.w, first.email);
    const root = `${first.email.communicationId}@${first.w.replyDomain}`;
    expect(only(first.w).mime).toMatchObject({ references: [root], inReplyTo: null, headers: {} });

    const answer = await setUp({ kind: 'relay', document: null, inReplyTo: 'abc@gc.test' });
    await send(answer.w, answer.email);
    expect(only(answer.w).mime).toMatchObject({ references: [root, 'abc@gc.test'], inReplyTo: 'abc@gc.test' });
  });

  test('does not repeat what an outside program only calls an id', async () => {
    const { w, email } = await setUp({ kind: 'relay', document: null, inReplyTo: 'no id > at all' });
    await send(w, email);
    const root = `${email.communicationId}@${w.replyDomain}`;
    expect(only(w).mime).toMatchObject({ references: [root], inReplyTo: null });
  });

  test('shows an image where the text shows it, and attaches one that it does not show', async () => {
    const image = (id: string) => ({
      id: `att_${id}`,
      fileName: `${id}.png`,
      bytes: 3,
      contentType: 'image/png',
      sha256: 'e'.repeat(64),
      key: 'attachments/prj_1/x',
      contentId: `${id}@gc.test`,
    });
    const body = { text: 'Voir', html: '<p>Voir <img src="cid:one@gc.test"></p>', quotedText: null };
    const attachments = [image('one'), image('two')];
    const { w, email } = await setUp({ kind: 'relay', document: null, attachments, body });
    await w.files.put('attachments/prj_1/x', Buffer.from('png'), 'image/png');
    await send(w, email);
    expect(only(w).mime.files.map((f) => [f.fileName, f.contentId])).toEqual([
      ['one.png', 'one@gc.test'],
      ['two.png', null],
    ]);
  });

  test('of a relay says that no robot is to answer', async () => {
    const { w, email } = await setUp({ kind: 'relay', document: null });
    await send(w, email);
    expect(only(w).mime.headers).toMatchObject({
      [relayHeader]: email.communicationId,
      'Auto-Submitted': 'auto-generated',
    });
  });

  test('links to the page only for a person with an account', async () => {
    const withAccount = { ...bob, userId: 'usr_bob' };
    const { w, email } = await setUp({ recipients: [anne, withAccount] });
    const link = `https://courriel.test/#/projects/prj_1/invoices/inv_7/emails/${email.communicationId}`;
    await send(w, email, anne.recipientId);
    await send(w, email, bob.recipientId);
    const [toAnne, toBob] = w.mailer.posts.map((post) => readPlainMime(post.raw));
    expect(toAnne?.text).not.toContain(link);
    expect(toBob?.text).toContain(link);
    expect(toBob?.html).toContain(link);
    expect(parsePath(new URL(link).hash.slice(1))).toMatchObject({
      tab: 'emails',
      communicationId: email.communicationId,
    });
  });

  test('takes a large body from the files', async () => {
    const { w, email } = await setUp({ body: null, bodyKey: 'bodies/prj_1/x.json' });
    const body = { text: 'Un long texte', html: '<p>Un long <b>texte</b></p>', quotedText: null };
    await w.files.put('bodies/prj_1/x.json', Buffer.from(JSON.stringify(body)), 'application/json');
    await send(w, email);
    expect(only(w).mime.text).toContain('Un long texte');
    expect(only(w).mime.html).toContain('<p>Un long <b>texte</b></p>');
  });
});

describe('an accepted message', () => {
  test('is accepted with SES’s id, and its Message-ID leads back to the thread', async () => {
    const { w, email } = await setUp();
    expect(await send(w, email)).toEqual({ recipientId: anne.recipientId, state: 'accepted' });
    const attempt = await attemptOf(w, email);
    expect(attempt).toMatchObject({ state: 'accepted', sesMessageId: '0100-fake-1', run: 1, id: 'attempt-1' });
    expect(attempt.history.map((h) => h.state)).toEqual(['sending', 'accepted']);
    const messageId = '0100-fake-1@ca-central-1.amazonses.com';
    expect((await w.communications.getEmail(email.id))?.messageIds).toEqual([messageId]);
    expect(await w.communications.findByMessageId(messageId)).toEqual([
      { communicationId: email.communicationId, emailId: email.id },
    ]);
  });

  test('is not mailed again, however often the step runs', async () => {
    const { w, email } = await setUp();
    for (let i = 0; i < 3; i += 1)
      expect(await send(w, email, anne.recipientId, i + 1)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('is mailed once by twenty steps at once', async () => {
    const { w, email } = await setUp();
    await Promise.allSettled(Array.from({ length: 20 }, () => send(w, email)));
    expect(w.mailer.posts).toHaveLength(1);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted' });
  });
});

describe('what is not ready', () => {
  const others: DeliveryState[] = ['sending', 'held', 'unconfirmed', 'accepted', 'bounced', 'failed', 'cancelled'];
  test.each(others)('%s is left alone and answered as it is', async (state) => {
    const { w, email } = await setUp();
    const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
    if (!delivery) throw new Error('no such delivery');
    await w.communications.saveDelivery({ ...delivery, latest: { ...delivery.latest, state } }, 'ready');
    expect(await send(w, email)).toEqual({ recipientId: anne.recipientId, state });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('what does not exist is an error', async () => {
    const { w, email } = await setUp();
    await expect(send(w, email, 'cnt_nobody')).rejects.toMatchObject({ code: 'not-found' });
    await expect(send(w, { ...email, id: 'eml_none' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the gate', () => {
  const refusedWith = async (w: World, email: OutgoingEmail, detail: string) => {
    expect(await send(w, email)).toEqual({ recipientId: anne.recipientId, state: 'cancelled' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'cancelled', detail, id: null });
    expect(w.mailer.posts).toHaveLength(0);
  };

  test('permission revoked between the request and the gate: cancelled, and nothing is mailed (P04)', async () => {
    const { w, email } = await setUp();
    await setSenderLevel(w, 'standard');
    for (const { recipientId } of [anne, bob, chloe]) await send(w, email, recipientId);
    for (const { recipientId } of [anne, bob, chloe])
      expect(await attemptOf(w, email, recipientId)).toMatchObject({ state: 'cancelled', detail: 'sender_not_admin' });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('a sender who is no member any more is no Admin', async () => {
    const { w, email } = await setUp({
      from: { contactId: 'cnt_x', userId: 'usr_gone', name: 'X', address: 'x@y.test' },
    });
    await refusedWith(w, email, 'sender_not_admin');
  });

  test('a contact removed from the directory between the request and the gate: that one cancelled, the rest sent (P05)', async () => {
    const w = world();
    const email = await commitInvoiceEmail(w);
    const directory = w.projects.getContact;
    w.projects.getContact = async (project, id) => (id === bob.recipientId ? null : directory(project, id));
    for (const { recipientId } of [anne, bob, chloe]) await send(w, email, recipientId);
    expect(w.mailer.mails.map((m) => m.to)).toEqual([anne.address, chloe.address]);
    expect(await attemptOf(w, email, bob.recipientId)).toMatchObject({
      state: 'cancelled',
      detail: 'recipient_removed',
    });
  });

  test('a project whose sending is paused sends nothing', async () => {
    const { w, email } = await setUp();
    const project = await w.projects.getProject(projectId);
    if (project) await pauseSending(w, project.id);
    await refusedWith(w, email, 'sending_paused');
  });

  test('a relay needs no Admin: its author may have no account', async () => {
    const from = { contactId: anne.recipientId, userId: null, name: anne.name, address: anne.address };
    const { w, email } = await setUp({ kind: 'relay', document: null, from, recipients: [bob] });
    expect(await send(w, email, bob.recipientId)).toMatchObject({ state: 'accepted' });
  });

  test('a relay goes to nobody who was taken out of the directory', async () => {
    const { w, email } = await setUp({
      kind: 'relay',
      document: null,
      recipients: [{ ...anne, recipientId: 'cnt_gone' }],
    });
    expect(await send(w, email, 'cnt_gone')).toMatchObject({ state: 'cancelled' });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('a missing file fails before the claim', async () => {
    const { w, email } = await setUp({ withoutPdf: true });
    expect(await send(w, email)).toMatchObject({ state: 'failed' });
    expect(await attemptOf(w, email)).toMatchObject({ detail: 'file_missing', id: null });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('a missing body fails before the claim', async () => {
    const { w, email } = await setUp({ body: null, bodyKey: 'bodies/prj_1/none.json' });
    await send(w, email);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'failed', detail: 'file_missing' });
  });

  test('a message over SES’s limit fails before the claim, one at the limit goes', async () => {
    for (const [bytes, state] of [
      [maxMessageBytes, 'accepted'],
      [maxMessageBytes + 1, 'failed'],
    ] as const) {
      const w = world({ mimeWriter: { write: async () => new Uint8Array(bytes) } });
      const email = await commitInvoiceEmail(w);
      expect(await send(w, email)).toMatchObject({ state });
      expect(await attemptOf(w, email)).toMatchObject({ detail: state === 'failed' ? 'too_large' : null });
    }
  });
});

describe('what the one POST came to', () => {
  test('a refusal is failed, with its code', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'refused', code: 'message_rejected' });
    expect(await send(w, email)).toMatchObject({ state: 'failed' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'failed', detail: 'message_rejected' });
  });

  test('what is ours to fix is held', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'held', code: 'daily_quota' });
    expect(await send(w, email)).toMatchObject({ state: 'held' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'held', detail: 'daily_quota' });
  });

  test('throttled puts it back to ready and asks the flow to come again; the next time it goes', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'throttled' });
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled', code: 'throttled' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted', id: 'attempt-2', number: 1 });
    expect(w.mailer.mails).toHaveLength(1);
  });

  test('an outcome that the network hid is unconfirmed, and no machine sends it again', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'accepted_hidden' });
    expect(await send(w, email)).toMatchObject({ state: 'unconfirmed' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'unconfirmed', detail: 'connection_reset' });
    for (let run = 2; run < 5; run += 1) await send(w, email, anne.recipientId, run);
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('one recipient’s trouble is that recipient’s alone', async () => {
    const { w, email } = await setUp();
    w.mailer.nextFor(bob.address, { kind: 'refused', code: 'message_rejected' });
    for (const { recipientId } of [anne, bob, chloe]) await send(w, email, recipientId);
    const states = (await w.communications.listDeliveries(email.id)).map((d) => d.latest.state);
    expect(states).toEqual(['accepted', 'failed', 'accepted']);
  });
});

describe('lost answers', () => {
  test('the claim was written and its answer lost: the attempt recognises itself, one mail, accepted (S15)', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'after', 1);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);

    // And the same for the write of the outcome.
    w.communications.breakOn('saveDelivery', 'after', 2);
    expect(await send(w, email, bob.recipientId)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.mailsTo(bob.address)).toBe(1);
    const attempt = await attemptOf(w, email, bob.recipientId);
    expect(attempt.history.map((h) => h.state)).toEqual(['sending', 'accepted']);
  });

  test('the claim was not written: nothing is posted, and the flow comes again', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'before', 1);
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled' });
    expect(w.mailer.posts).toHaveLength(0);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
  });

  test('the outcome could not be written at first: it is written then', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'before', 2);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('the outcome could never be written: an error, the claim stands, and no step mails again', async () => {
    const { w, email } = await setUp();
    for (const nth of [2, 3, 4, 5, 6]) w.communications.breakOn('saveDelivery', 'before', nth);
    await expect(send(w, email)).rejects.toMatchObject({ code: 'delivery-not-written' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'sending' });
    expect(await send(w, email)).toMatchObject({ state: 'sending' });
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('an event that was faster than our own answer is right', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'accepted_hidden' });
    const { send: reallySend } = w.mailer;
    w.mailer.send = async (message) => {
      const outcome = await reallySend(message);
      const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
      if (delivery) {
        const latest = { ...delivery.latest, state: 'delivered' as const, sesMessageId: '0100-fake-1' };
        await w.communications.saveDelivery({ ...delivery, latest }, 'sending');
      }
      return outcome;
    };
    expect(await send(w, email)).toMatchObject({ state: 'delivered' });
  });

  test('the Message-ID could not be kept: the state stands, and nothing is mailed again', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('putMessageId', 'before');
    await expect(send(w, email)).rejects.toMatchObject({ name: 'InjectedFault' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted' });
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);
  });
});

describe('an old claim', () => {
  const claimTaking = async (milliseconds: number) => {
    const { w, email } = await setUp();
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) => {
      const answer = await saveDelivery(delivery, from);
      if (from === 'ready') w.clock.advance(milliseconds);
      return answer;
    };
    return { w, email };
  };

  test('posts nothing, and gives the delivery back', async () => {
    const { w, email } = await claimTaking(claimMaxAgeMs + 1);
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled' });
    expect(w.mailer.posts).toHaveLength(0);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
  });

  test('at the very limit still posts', async () => {
    const { w, email } = await claimTaking(claimMaxAgeMs);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
  });

  test('that somebody gave up meanwhile is left as it is', async () => {
    const { w, email } = await claimTaking(claimMaxAgeMs + 1);
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) => {
      const answer = await saveDelivery(delivery, from);
      const stored = await w.communications.getDelivery(delivery.emailId, delivery.recipientId);
      if (from === 'ready' && stored) {
        const latest = { ...stored.latest, state: 'unconfirmed' as const };
        await saveDelivery({ ...stored, latest }, 'sending');
      }
      return answer;
    };
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled' });
    expect(w.mailer.posts).toHaveLength(0);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'unconfirmed' });
  });
});

test('an email that is not outgoing is none of this step’s', async () => {
  const w = world();
  const email = invoiceEmail(w);
  await expect(send(w, email)).rejects.toMatchObject({ code: 'not-found' });
});
