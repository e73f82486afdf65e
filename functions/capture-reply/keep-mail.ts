import { placeBody } from '../../shared/actions/email-body.ts';
import type { EmailBody, EmailFile, IncomingEmail, Mailbox } from '../../shared/domain/conversation/email.ts';
import { mayRelease } from '../../shared/domain/conversation/quarantine.ts';
import { peopleOf } from '../../shared/domain/conversation/thread-people.ts';
import { attachmentKey, inboundKey } from '../../shared/domain/files/file-keys.ts';
import { safeFileName, sniffContentType } from '../../shared/domain/files/file-name.ts';
import { derivedId, sha256Hex } from '../../shared/domain/ids.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { maxKeptBoxBytes, maxKeptFileBytes, maxQuarantineInlineBytes } from '../../shared/domain/limits.ts';
import { sameAddress } from '../../shared/domain/mail-address.ts';
import { holdsWords } from '../../shared/domain/reply-text/holds-words.ts';
import { quoteHolds } from '../../shared/domain/reply-text/quote-words.ts';
import { type ReplyText, splitReply } from '../../shared/domain/reply-text/reply-text.ts';
import { firstWithin } from '../../shared/domain/within-bytes.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';
import { quarantined } from './quarantine-mail.ts';
import type { Receipt } from './receipt.ts';
import { threadWords } from './thread-words.ts';

/**
 * Builds the stored form of an incoming mail: text and HTML without the quote, files keyed by content, the original
 * untouched.
 */

type Deps = Pick<Ports, 'communications' | 'files' | 'htmlCleaner'> & { replyDomain: string };

/** The files are listed in one table item; any more are only in the original. */
const maxFiles = 200;

/** The same at every attempt to capture this mail in this conversation, so that nothing is stored twice. */
export const incomingId = (receipt: Receipt, communicationId: string): string =>
  derivedId('eml', receipt.sesMessageId, communicationId);

/** Cleaned HTML, but only if it contains every word of the text; otherwise the text is shown instead. */
const holding = ({ htmlCleaner }: Deps, html: string | null, text: string): string | null => {
  const clean = html === null ? '' : htmlCleaner.reply(html);
  return clean !== '' && holdsWords(clean, text) ? clean : null;
};

/**
 * The quote, compared with what the conversation has sent. Its mails are read only for a reply by one of its people
 * that quotes something.
 */
const quoteOf = async (deps: Deps, captured: Captured, { text, quotedText, quotedHtml }: ReplyText) => {
  if (quotedText === null) return {};
  const id = incomingId(captured.receipt, captured.communication.id);
  const isNote = captured.decision.action === 'record' && captured.decision.as === 'automatic';
  const thread = captured.author !== null && !isNote ? await threadWords(deps, captured, id) : { open: [], aside: [] };
  const holds = quoteHolds(text, quotedText, thread);
  // A quote that no relay carries is not stored as HTML: the original has it.
  const carried = holds === 'answers' || holds === 'other';
  return { quoteHolds: holds, ...(carried && { quotedHtml: holding(deps, quotedHtml ?? null, quotedText) }) };
};

const bodyOf = async (deps: Deps, captured: Captured, mail: ParsedMail): Promise<EmailBody> => {
  const reply = splitReply(mail);
  const { text, signature, quotedText } = reply;
  const html = holding(deps, reply.html, `${text}\n${signature ?? ''}`);
  return { text, signature, quotedText, html, ...(await quoteOf(deps, captured, reply)) };
};

/**
 * Pictures in the quoted part (a logo that has gone back and forth ten times) are not files of this mail, unless its
 * author answered within the quote.
 */
const isShown = (file: ParsedMail['files'][number], mail: ParsedMail, body: EmailBody): boolean => {
  const reference = `cid:${file.contentId}`;
  const own = body.quoteHolds === 'answers' ? `${body.html}${body.quotedHtml}` : body.html;
  const quoted = file.inline && mail.html?.includes(reference) && body.html !== null && !own?.includes(reference);
  return !quoted;
};

const keepFile = async (
  { files }: Deps,
  projectId: string,
  emailId: string,
  { fileName, contentType, contentId, inline, content }: ParsedMail['files'][number],
  index: number,
): Promise<EmailFile> => {
  const sha256 = sha256Hex(content);
  const key = attachmentKey(projectId, sha256);
  const type = sniffContentType(content) ?? contentType;
  await files.putIfAbsent(key, content, type, { sha256 });
  return {
    id: derivedId('att', emailId, String(index), sha256),
    fileName: safeFileName(fileName) ?? `attachment-${index + 1}`,
    bytes: content.length,
    contentType: type,
    sha256,
    key,
    contentId: inline ? contentId : null,
  };
};

/** Leaves out our own address, and gives no contact id to a Bcc person, which would reveal them. */
const mailboxesOf = (boxes: ParsedMail['to'], { communication }: Captured, replyDomain: string): Mailbox[] => {
  const people = peopleOf(communication).filter((person) => person.role !== 'bcc');
  const kept = boxes
    .filter((box) => !box.address.toLowerCase().endsWith(`@${replyDomain.toLowerCase()}`))
    .slice(0, 100)
    .map((box) => {
      const known = people.find((person) => sameAddress(person.address, box.address));
      return { contactId: known?.recipientId ?? null, name: box.name, address: box.address };
    });
  return firstWithin(kept, maxKeptBoxBytes);
};

/** A recorded mail's author is the person the thread knows; a quarantined mail's is only what its From claims. */
const fromOf = ({ mail, author, decision }: Captured): IncomingEmail['from'] => {
  if (author && decision.action === 'record') {
    return { contactId: author.contactId, userId: author.userId, name: author.name, address: author.address };
  }
  const boxes = mail?.from ?? [];
  const [box = { name: '', address: '' }] = boxes;
  const isSender = boxes.length === 1 && mail?.sender != null && sameAddress(mail.sender, box.address);
  if (isSender) return { contactId: null, userId: null, name: box.name, address: box.address };
  // The Admin who decides should see them all. None of them is the sender, so a release attributes the mail to none of
  // them.
  const name = boxes.slice(0, 10).map((one) => `${one.name} <${one.address}>`.trim());
  return { contactId: null, userId: null, name: name.join(', '), address: '' };
};

/** A Bcc person's mail, and a report (which may name a Bcc person), are visible only to the sender and the Admins. */
const visibilityOf = ({ author }: Captured): IncomingEmail['visibility'] =>
  author === null || author.role === 'bcc' ? 'sender_and_admins' : 'thread';

const emptyBody: EmailBody = { text: '', html: null, quotedText: null };

/** No content is extracted from a mail that is never released: one with malware, or one that could not be examined. */
const opened = ({ mail, decision }: Captured): ParsedMail | null =>
  decision.action === 'quarantine' && !mayRelease(decision.reason) ? null : mail;

/** Writes body and files and returns the item, which is not committed yet. The same mail always gives the same item. */
export const keepMail = async (deps: Deps, captured: Captured): Promise<IncomingEmail> => {
  const { communication, receipt, mail, decision } = captured;
  const { projectId } = communication;
  const id = incomingId(receipt, communication.id);
  const safe = opened(captured);
  const body = safe ? await bodyOf(deps, captured, safe) : emptyBody;
  const shown = (safe?.files ?? []).filter((file) => safe && isShown(file, safe, body)).slice(0, maxFiles);
  const attachments: EmailFile[] = [];
  // One after another: a mail holds up to 40 MB, and the function's memory has room for little more.
  for (const [index, file] of shown.entries()) attachments.push(await keepFile(deps, projectId, id, file, index));
  return {
    id,
    projectId,
    invoiceId: communication.invoiceId,
    communicationId: communication.id,
    direction: 'incoming',
    kind: decision.action === 'record' ? decision.as : 'reply',
    createdAt: receipt.timestamp,
    receivedAt: receipt.timestamp,
    from: fromOf(captured),
    to: mailboxesOf(mail?.to ?? [], captured, deps.replyDomain),
    cc: mailboxesOf(mail?.cc ?? [], captured, deps.replyDomain),
    subject: mail?.subject ?? '',
    ...(await placeBody(
      deps,
      projectId,
      id,
      body,
      decision.action === 'quarantine' ? maxQuarantineInlineBytes : undefined,
    )),
    attachments: firstWithin(attachments, maxKeptFileBytes),
    visibility: visibilityOf(captured),
    messageIds: mail?.messageId ? [mail.messageId] : [],
    sesMessageId: receipt.sesMessageId,
    originalKey: inboundKey(receipt.sesMessageId),
    trust: decision.action === 'record' ? decision.trust : 'unverified',
    status: decision.action === 'record' ? 'recorded' : 'quarantined',
    quarantineReason: decision.action === 'quarantine' ? decision.reason : null,
    ...quarantined(captured, safe && body.text),
    ...(captured.notes.automatic === 'bounce' && captured.reported && { reported: captured.reported }),
    notes: captured.notes,
  };
};
