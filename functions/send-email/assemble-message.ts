import { mailedBody } from '../../shared/actions/email-body.ts';
import { contentOf, type MailBody, mailBody } from '../../shared/documents/mail/mail-body.ts';
import { withPictures } from '../../shared/documents/mail/quoted-mail.ts';
import type { EmailBody, Mailbox, OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { relayHeaders } from '../../shared/domain/conversation/relay.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { mailedName } from '../../shared/domain/display-name.ts';
import { threadAddress, threadRootId } from '../../shared/domain/keys/thread-address.ts';
import { maxMessageBytes } from '../../shared/domain/limits.ts';
import type { MimeInput, OutgoingMessage } from '../../shared/ports/mail-ports.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { answeredId } from './answered-id.ts';
import { assembleNotice } from './assemble-notice.ts';
import { pageOf, tagsOf } from './message-marks.ts';

/** Assembles the message for one recipient, ready to send, or says why there can be none. */

export type AssembleDeps = Pick<Ports, 'files' | 'keys' | 'mimeWriter' | 'communications'> & {
  replyDomain: string;
  region: string;
  webUrl: string;
};
export type Assembled = { message: OutgoingMessage } | { impossible: 'file_missing' | 'too_large' };

type Part = MimeInput['files'][number];

/** The document first, then the attachments. Null when one of them no longer exists. */
const loadFiles = async ({ files }: AssembleDeps, email: OutgoingEmail): Promise<Part[] | null> => {
  const document = email.document && { ...email.document, contentType: 'application/pdf', contentId: null };
  const wanted = [...(document ? [document] : []), ...email.attachments];
  const parts = await Promise.all(
    wanted.map(async ({ key, fileName, contentType, contentId }) => {
      const content = await files.get(key);
      return content && { fileName, contentType, contentId, content };
    }),
  );
  return parts.every((part) => part !== null) ? parts : null;
};

/** Mail programs would hide an inline image that the text does not show, so it becomes an ordinary attachment. */
const asShown = (part: Part, html: string): Part =>
  part.contentId && html.includes(`cid:${part.contentId}`) ? part : { ...part, contentId: null };

/**
 * Where this recipient's reply will go, which the footer says. A sender who put themselves in Bcc still writes to
 * everybody.
 */
const answersOf = (
  { kind, from, recipients }: OutgoingEmail,
  { recipientId, role }: Delivery,
): NonNullable<MailBody['answersGo']> => {
  if (recipients.some((person) => person.recipientId === recipientId && person.aside)) return 'author';
  return kind === 'invoice' && role === 'bcc' && recipientId !== from.contactId ? 'hidden' : 'everybody';
};

/**
 * Keeps only those pictures of a quote that are attached: another would show as a gap, or tell its owner who opened the
 * mail.
 */
const withOwnPictures = (body: EmailBody, { attachments }: OutgoingEmail): EmailBody => {
  const pictures = attachments.map((file) => file.contentId).filter((id) => id !== null);
  return body.quotedHtml ? { ...body, quotedHtml: withPictures(body.quotedHtml, pictures) } : body;
};

const loadBody = async (deps: AssembleDeps, email: OutgoingEmail): Promise<EmailBody | null> => {
  const body = await mailedBody(deps, email);
  return body && email.relayOf !== null ? withOwnPictures(body, email) : body;
};

const bodyOf = (deps: AssembleDeps, email: OutgoingEmail, delivery: Delivery, body: EmailBody): MailBody => ({
  ...contentOf(email, body),
  answersGo: answersOf(email, delivery),
  // Only a recipient with an account can open the page.
  link: delivery.userId === null ? null : pageOf(deps, email),
});

/**
 * Lists the recipient as this copy is addressed, because their address may have been corrected since the email was
 * written.
 */
const listed = (boxes: readonly Mailbox[], { recipientId, name, address }: Delivery) =>
  boxes.map((box) =>
    box.contactId === recipientId
      ? { name: mailedName(name), address }
      : { name: mailedName(box.name), address: box.address },
  );

/**
 * A person of the conversation by name; a stranger whose mail was released by name and address, as
 * domain/conversation/quarantine.ts combines them.
 */
const fromName = ({ from }: OutgoingEmail): string => (from.contactId === null ? from.name : mailedName(from.name));

/** Every copy's headers list everybody in To and Cc; Bcc people are never listed. */
const mimeOf = (
  email: OutgoingEmail,
  delivery: Delivery,
  address: string,
  { root, answered }: { root: string; answered: string | null },
): Omit<MimeInput, 'text' | 'html' | 'files'> => ({
  from: { name: fromName(email), address },
  replyTo: address,
  to: listed(email.to, delivery),
  cc: listed(email.cc, delivery),
  subject: email.subject,
  language: email.language,
  inReplyTo: answered,
  references: [root, ...(answered === null ? [] : [answered])],
  headers: email.kind === 'relay' ? relayHeaders(email.communicationId) : {},
});

export const assembleMessage = async (
  deps: AssembleDeps,
  email: OutgoingEmail,
  delivery: Delivery,
): Promise<Assembled> => {
  const notice = await assembleNotice(deps, email, delivery);
  if (notice) return { message: notice };
  const [files, body, ring] = await Promise.all([loadFiles(deps, email), loadBody(deps, email), deps.keys.ring()]);
  if (files === null || body === null) return { impossible: 'file_missing' };
  const from = threadAddress(ring, email.communicationId, deps.replyDomain);
  const words = mailBody(bodyOf(deps, email, delivery, body));
  const root = threadRootId(email.communicationId, deps.replyDomain);
  const head = mimeOf(email, delivery, from, { root, answered: await answeredId(deps, email, delivery) });
  const shown = files.map((part) => asShown(part, words.html));
  const raw = await deps.mimeWriter.write({ ...head, ...words, files: shown });
  if (raw.length > maxMessageBytes) return { impossible: 'too_large' };
  return { message: { raw, from, to: delivery.address, tags: tagsOf(delivery) } };
};
