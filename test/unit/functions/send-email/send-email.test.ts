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

  test('has the thread’s address as sender and reply address, and the person’s name', async () => {
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

  test('is tagged with email, recipient and attempt, in characters that SES accepts', async () => {
    const { w, email } = await setUp();
    await send(w, email);
    const { tags } = only(w).message;
    expect(tags).toEqual({ emailId: email.id, recipientId: anne.recipientId, attempt: '1' });
    for (const value of Object.values(tags)) expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('refers to the root of its thread and to the mail that it answers', async () => {
    const first = await setUp();
    await send(first.w, first.email);
    const root = `${first.email.communicationId}@${first.w.replyDomain}`;
    expect(only(first.w).mime).toMatchObject({ references: [root], inReplyTo: null, headers: {} });

    const answer = await setUp({ kind: 'relay', document: null, inReplyTo: 'abc@gc.test' });
    await send(answer.w, answer.email);
    expect(only(answer.w).mime).toMatchObject({ references: [root, 'abc@gc.test'], inReplyTo: 'abc@gc.test' });
  });

  test('does not repeat an invalid id from another mail program', async () => {
    const { w, email } = await setUp({ kind: 'relay', document: null, inReplyTo: 'no id > at all' });
    await send(w, email);
    const root = `${email.communicationId}@${w.replyDomain}`;
    expect(only(w).mime).toMatchObject({ references: [root], inReplyTo: null });
  });

  test('embeds an image that the text shows, and attaches one that it does not show', async () => {
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

  test('of a relay is marked as automatic, so that no program answers it', async () => {
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
  test('is stored with SES’s id, and its Message-ID leads back to the thread', async () => {
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

  test('is mailed once by twenty concurrent steps', async () => {
    const { w, email } = await setUp();
    await Promise.allSettled(Array.from({ length: 20 }, () => send(w, email)));
    expect(w.mailer.posts).toHaveLength(1);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted' });
  });
});

describe('a delivery that is not ready', () => {
  const others: DeliveryState[] = ['sending', 'held', 'unconfirmed', 'accepted', 'bounced', 'failed', 'cancelled'];
  test.each(others)('but %s is left alone and returned as it is', async (state) => {
    const { w, email } = await setUp();
    const delivery = await w.communications.getDelivery(email.id, anne.recipientId);
    if (!delivery) throw new Error('no such delivery');
    await w.communications.saveDelivery({ ...delivery, latest: { ...delivery.latest, state } }, 'ready');
    expect(await send(w, email)).toEqual({ recipientId: anne.recipientId, state });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('is an error if it does not exist', async () => {
    const { w, email } = await setUp();
    await expect(send(w, email, 'cnt_nobody')).rejects.toMatchObject({ code: 'not-found' });
    await expect(send(w, { ...email, id: 'eml_none' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the pre-send check', () => {
  const expectCancelled = async (w: World, email: OutgoingEmail, detail: string) => {
    expect(await send(w, email)).toEqual({ recipientId: anne.recipientId, state: 'cancelled' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'cancelled', detail, id: null });
    expect(w.mailer.posts).toHaveLength(0);
  };

  test('cancels the delivery if the permission was revoked after the request, and nothing is mailed (P04)', async () => {
    const { w, email } = await setUp();
    await setSenderLevel(w, 'standard');
    for (const { recipientId } of [anne, bob, chloe]) await send(w, email, recipientId);
    for (const { recipientId } of [anne, bob, chloe])
      expect(await attemptOf(w, email, recipientId)).toMatchObject({ state: 'cancelled', detail: 'sender_not_admin' });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('treats a sender who is no longer a member as no Admin', async () => {
    const { w, email } = await setUp({
      from: { contactId: 'cnt_x', userId: 'usr_gone', name: 'X', address: 'x@y.test' },
    });
    await expectCancelled(w, email, 'sender_not_admin');
  });

  test('cancels only the delivery to a contact removed from the directory after the request (P05)', async () => {
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

  test('cancels the delivery if the project’s sending is paused', async () => {
    const { w, email } = await setUp();
    const project = await w.projects.getProject(projectId);
    if (project) await pauseSending(w, project.id);
    await expectCancelled(w, email, 'sending_paused');
  });

  test('does not require an Admin for a relay, because its author may have no account', async () => {
    const from = { contactId: anne.recipientId, userId: null, name: anne.name, address: anne.address };
    const { w, email } = await setUp({ kind: 'relay', document: null, from, recipients: [bob] });
    expect(await send(w, email, bob.recipientId)).toMatchObject({ state: 'accepted' });
  });

  test('cancels a relay to a person who was removed from the directory', async () => {
    const { w, email } = await setUp({
      kind: 'relay',
      document: null,
      recipients: [{ ...anne, recipientId: 'cnt_gone' }],
    });
    expect(await send(w, email, 'cnt_gone')).toMatchObject({ state: 'cancelled' });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('fails before the claim if a file is missing', async () => {
    const { w, email } = await setUp({ withoutPdf: true });
    expect(await send(w, email)).toMatchObject({ state: 'failed' });
    expect(await attemptOf(w, email)).toMatchObject({ detail: 'file_missing', id: null });
    expect(w.mailer.posts).toHaveLength(0);
  });

  test('fails before the claim if the body is missing', async () => {
    const { w, email } = await setUp({ body: null, bodyKey: 'bodies/prj_1/none.json' });
    await send(w, email);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'failed', detail: 'file_missing' });
  });

  test('fails before the claim if the message is over SES’s limit, but not at the limit', async () => {
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

describe('the outcome of the POST', () => {
  test('a refusal fails the delivery with its code', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'refused', code: 'message_rejected' });
    expect(await send(w, email)).toMatchObject({ state: 'failed' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'failed', detail: 'message_rejected' });
  });

  test('an error that is ours to fix holds the delivery', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'held', code: 'daily_quota' });
    expect(await send(w, email)).toMatchObject({ state: 'held' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'held', detail: 'daily_quota' });
  });

  test('a throttled delivery is ready again, and the next call of the flow sends it', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'throttled' });
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled', code: 'throttled' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted', id: 'attempt-2', number: 1 });
    expect(w.mailer.mails).toHaveLength(1);
  });

  test('a lost answer leaves the delivery unconfirmed, and it is not sent again by itself', async () => {
    const { w, email } = await setUp();
    w.mailer.next({ kind: 'accepted_hidden' });
    expect(await send(w, email)).toMatchObject({ state: 'unconfirmed' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'unconfirmed', detail: 'connection_reset' });
    for (let run = 2; run < 5; run += 1) await send(w, email, anne.recipientId, run);
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('a failure for one recipient does not affect the others', async () => {
    const { w, email } = await setUp();
    w.mailer.nextFor(bob.address, { kind: 'refused', code: 'message_rejected' });
    for (const { recipientId } of [anne, bob, chloe]) await send(w, email, recipientId);
    const states = (await w.communications.listDeliveries(email.id)).map((d) => d.latest.state);
    expect(states).toEqual(['accepted', 'failed', 'accepted']);
  });
});

describe('lost answers', () => {
  test('an attempt recognizes its own claim when the answer to the write is lost, and mails once (S15)', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'after', 1);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);

    // The same holds for the write of the outcome.
    w.communications.breakOn('saveDelivery', 'after', 2);
    expect(await send(w, email, bob.recipientId)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.mailsTo(bob.address)).toBe(1);
    const attempt = await attemptOf(w, email, bob.recipientId);
    expect(attempt.history.map((h) => h.state)).toEqual(['sending', 'accepted']);
  });

  test('nothing is posted if the claim was not written, and the flow retries', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'before', 1);
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled' });
    expect(w.mailer.posts).toHaveLength(0);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
  });

  test('an outcome that could not be written at first is written by a second try', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('saveDelivery', 'before', 2);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('an outcome that can never be written is an error; the claim remains, and no step mails again', async () => {
    const { w, email } = await setUp();
    for (const nth of [2, 3, 4, 5, 6]) w.communications.breakOn('saveDelivery', 'before', nth);
    await expect(send(w, email)).rejects.toMatchObject({ code: 'delivery-not-written' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'sending' });
    expect(await send(w, email)).toMatchObject({ state: 'sending' });
    expect(w.mailer.posts).toHaveLength(1);
  });

  test('an event that arrives before the answer of SES decides the state', async () => {
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

  test('a Message-ID that could not be stored leaves the state, and nothing is mailed again', async () => {
    const { w, email } = await setUp();
    w.communications.breakOn('putMessageId', 'before');
    await expect(send(w, email)).rejects.toMatchObject({ name: 'InjectedFault' });
    expect(await attemptOf(w, email)).toMatchObject({ state: 'accepted' });
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
    expect(w.mailer.posts).toHaveLength(1);
  });
});

describe('an old claim', () => {
  const setUpSlowClaim = async (milliseconds: number) => {
    const { w, email } = await setUp();
    const { saveDelivery } = w.communications;
    w.communications.saveDelivery = async (delivery, from) => {
      const answer = await saveDelivery(delivery, from);
      if (from === 'ready') w.clock.advance(milliseconds);
      return answer;
    };
    return { w, email };
  };

  test('posts nothing, and makes the delivery ready again', async () => {
    const { w, email } = await setUpSlowClaim(claimMaxAgeMs + 1);
    await expect(send(w, email)).rejects.toMatchObject({ kind: 'throttled' });
    expect(w.mailer.posts).toHaveLength(0);
    expect(await attemptOf(w, email)).toMatchObject({ state: 'ready' });
  });

  test('at exactly the limit still posts', async () => {
    const { w, email } = await setUpSlowClaim(claimMaxAgeMs);
    expect(await send(w, email)).toMatchObject({ state: 'accepted' });
  });

  test('that was given up meanwhile is left as it is', async () => {
    const { w, email } = await setUpSlowClaim(claimMaxAgeMs + 1);
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

test('an email that was never stored is an error', async () => {
  const w = world();
  const email = invoiceEmail(w);
  await expect(send(w, email)).rejects.toMatchObject({ code: 'not-found' });
});
