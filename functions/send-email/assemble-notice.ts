import { noticeBody } from '../../shared/documents/notice-body.ts';
import type { Delivery } from '../../shared/domain/delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import type { OutgoingMessage } from '../../shared/domain/mail-ports.ts';
import { noReplyAddress, noticeHeaders } from '../../shared/domain/notice.ts';
import type { NoticeFacts } from '../../shared/domain/notice-facts.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { pageOf, tagsOf } from './message-marks.ts';

/**
 * The notice for one receiver, in that person's language. It is from nobody, names no other receiver, and refers to no
 * message of the thread, so that whatever answers it does not find its way there.
 */
export const assembleNotice = async (
  deps: Pick<Ports, 'mimeWriter'> & { replyDomain: string; webUrl: string },
  email: OutgoingEmail,
  notice: NoticeFacts,
  delivery: Delivery,
): Promise<OutgoingMessage> => {
  const receiver = email.recipients.find((person) => person.recipientId === delivery.recipientId);
  const language = receiver?.language ?? email.language;
  const from = noReplyAddress(deps.replyDomain);
  const raw = await deps.mimeWriter.write({
    from: { name: email.from.name, address: from },
    replyTo: from,
    to: [{ name: delivery.name, address: delivery.address }],
    cc: [],
    ...noticeBody(notice, language, pageOf(deps, email)),
    language,
    inReplyTo: null,
    references: [],
    headers: noticeHeaders,
    files: [],
  });
  return { raw, from, to: delivery.address, tags: tagsOf(delivery) };
};
