import { noticeBody } from '../../shared/documents/mail/notice-body.ts';
import { quarantineNoticeBody } from '../../shared/documents/mail/quarantine-notice-body.ts';
import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { noReplyAddress, noticeHeaders } from '../../shared/domain/conversation/notice.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { mailedName } from '../../shared/domain/display-name.ts';
import type { Language } from '../../shared/domain/text.ts';
import type { OutgoingMessage } from '../../shared/ports/mail-ports.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { pageOf, quarantinePageOf, tagsOf } from './message-marks.ts';

type Deps = Pick<Ports, 'mimeWriter'> & { replyDomain: string; webUrl: string };

/** The body of a notice about a delivery failure or quarantined mail; null for an email that is no notice. */
const bodyOf = (deps: Deps, email: OutgoingEmail, language: Language) => {
  if (email.heldNotice) return quarantineNoticeBody(email.heldNotice, language, quarantinePageOf(deps, email));
  return email.notice ? noticeBody(email.notice, language, pageOf(deps, email)) : null;
};

/**
 * The notice for one recipient, in that person's language. It has no author, names no other recipient and refers to no
 * message of a thread, so that no reply to it reaches a thread. Null for an email that is no notice.
 */
export const assembleNotice = async (
  deps: Deps,
  email: OutgoingEmail,
  delivery: Delivery,
): Promise<OutgoingMessage | null> => {
  const receiver = email.recipients.find((person) => person.recipientId === delivery.recipientId);
  const language = receiver?.language ?? email.language;
  const body = bodyOf(deps, email, language);
  if (!body) return null;
  const from = noReplyAddress(deps.replyDomain);
  const raw = await deps.mimeWriter.write({
    from: { name: email.from.name, address: from },
    replyTo: from,
    to: [{ name: mailedName(delivery.name), address: delivery.address }],
    cc: [],
    ...body,
    language,
    inReplyTo: null,
    references: [],
    headers: noticeHeaders,
    files: [],
  });
  return { raw, from, to: delivery.address, tags: tagsOf(delivery) };
};
