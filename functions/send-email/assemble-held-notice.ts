import { heldNoticeBody } from '../../shared/documents/held-notice-body.ts';
import type { Delivery } from '../../shared/domain/delivery.ts';
import type { OutgoingEmail } from '../../shared/domain/email.ts';
import type { OutgoingMessage } from '../../shared/domain/mail-ports.ts';
import { noReplyAddress, noticeHeaders } from '../../shared/domain/notice.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import type { HeldNotice } from '../../shared/domain/quarantine-facts.ts';
import { quarantinePageOf, tagsOf } from './message-marks.ts';

/** For one Admin, in that person's language, from nobody and about no message: what answers it finds no thread. */
export const assembleHeldNotice = async (
  deps: Pick<Ports, 'mimeWriter'> & { replyDomain: string; webUrl: string },
  email: OutgoingEmail,
  notice: HeldNotice,
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
    ...heldNoticeBody(notice, language, quarantinePageOf(deps, email)),
    language,
    inReplyTo: null,
    references: [],
    headers: noticeHeaders,
    files: [],
  });
  return { raw, from, to: delivery.address, tags: tagsOf(delivery) };
};
