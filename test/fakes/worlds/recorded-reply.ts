import { enterThread } from '../../../shared/actions/enter-thread.ts';
import type { EmailFile, IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { derivedId, sha256Hex } from '../../../shared/domain/ids.ts';
import type { World } from './world.ts';

/** Stores a reply as capture-reply does, with email, entry, search entry, original and files. */
export const recordReply = async (
  w: World,
  communicationId: string,
  reply: { contactId: string; text: string; hidden?: boolean; kind?: IncomingEmail['kind']; file?: Buffer },
): Promise<string> => {
  const communication = await w.communications.getCommunication(communicationId);
  const contact = await w.projects.getContact(communication?.projectId ?? '', reply.contactId);
  if (!communication || !contact) throw new Error('no such communication or contact');
  w.clock.advance(1000);
  const createdAt = w.clock.now().toISOString();
  const sesMessageId = sha256Hex(`${communicationId} ${reply.text}`).slice(0, 20);
  const id = derivedId('eml', sesMessageId, communicationId);
  const attachments: EmailFile[] = [];
  if (reply.file) {
    const sha256 = sha256Hex(reply.file);
    const key = `attachments/${communication.projectId}/${sha256}`;
    await w.files.put(key, reply.file, 'application/pdf');
    const file = { fileName: 'bordereau.pdf', bytes: reply.file.length, contentType: 'application/pdf', sha256 };
    attachments.push({ ...file, id: derivedId('att', id, '0'), key, contentId: null });
  }
  await w.mail.put(
    `mail/${sesMessageId}`,
    Buffer.from(`From: ${contact.email}\r\n\r\n${reply.text}`),
    'message/rfc822',
  );
  const email: IncomingEmail = {
    id,
    direction: 'incoming',
    kind: reply.kind ?? 'reply',
    projectId: communication.projectId,
    invoiceId: communication.invoiceId,
    communicationId,
    createdAt,
    receivedAt: createdAt,
    from: { contactId: contact.id, name: contact.name, address: contact.email, userId: contact.userId },
    to: [],
    cc: [],
    subject: `Re: ${communication.subject}`,
    body: { text: reply.text, html: null, quotedText: null },
    bodyKey: null,
    attachments,
    visibility: reply.hidden ? 'sender_and_admins' : 'thread',
    messageIds: [`${sesMessageId}@client.test`],
    sesMessageId,
    originalKey: `mail/${sesMessageId}`,
    trust: 'verified',
    status: 'recorded',
    quarantineReason: null,
  };
  await w.communications.commitEmail(email);
  await enterThread(w, email);
  return id;
};
