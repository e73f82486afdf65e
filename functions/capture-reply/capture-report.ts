import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { rewriteDelivery } from '../../shared/actions/move-delivery.ts';
import { attemptsOf, type Delivery } from '../../shared/domain/delivery/delivery.ts';
import { withLateNotice } from '../../shared/domain/delivery/late-notice.ts';
import { bouncedRecipients } from '../../shared/domain/inbound/bounce.ts';
import { reportedMessageIds } from '../../shared/domain/inbound/mail-kind.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { failedAddresses, hasDeliveryFields, reportText } from '../../shared/domain/inbound/report-fields.ts';
import { mostReportsPerEmail } from '../../shared/domain/limits.ts';
import { sameAddress } from '../../shared/domain/mail-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';
import { incomingId } from './keep-mail.ts';
import { ourEmailsOf } from './our-ids.ts';
import { type RecordDeps, type RecordResult, recordMail } from './record-mail.ts';

/**
 * Records a bounce, complaint or receipt about one of our mails: its fields as a note, and a mark on the delivery
 * concerned.
 */

type Deps = RecordDeps & Pick<Ports, 'communications'>;
type Result = RecordResult | { emailId: null; outcome: 'dropped'; reason: string };

/** A Message-ID in the report that SES gave one of our messages, with that message's delivery. */
type Named = { messageId: string; sesMessageId: string; delivery: Delivery };

const messagesNamed = async (deps: Deps, communicationId: string, mail: ParsedMail): Promise<Named[]> => {
  const named: Named[] = [];
  for (const messageId of reportedMessageIds(mail)) {
    const [sesMessageId = ''] = messageId.split('@');
    for (const { id } of await ourEmailsOf(deps, messageId, communicationId)) {
      const deliveries = await deps.communications.listDeliveries(id);
      const wasIt = (delivery: Delivery) =>
        attemptsOf(delivery).some((attempt) => attempt.sesMessageId === sesMessageId);
      named.push(...deliveries.filter(wasIt).map((delivery) => ({ messageId, sesMessageId, delivery })));
    }
  }
  return named;
};

const failedOf = (mail: ParsedMail): string[] =>
  hasDeliveryFields(mail) ? failedAddresses(mail) : bouncedRecipients(mail);

/**
 * Takes one of the email's limited places for notes. A place keeps its note's id, so a repeated call finds it again.
 */
const findsPlace = async ({ communications }: Deps, emailId: string, noteId: string): Promise<boolean> => {
  for (let place = 1; place <= mostReportsPerEmail; place += 1) {
    const holder = await communications.putFact(`report#${emailId}#${place}`, noteId);
    if (holder === null || holder === noteId) return true;
  }
  return false;
};

/** Drops all text that the sender chose. The original is kept unchanged. */
const fieldsOnly = (mail: ParsedMail, text: string): ParsedMail => ({
  ...mail,
  from: mail.sender === null ? [] : [{ name: '', address: mail.sender }],
  to: [],
  cc: [],
  subject: '',
  text,
  html: null,
  files: [],
});

const mark = async (deps: Deps, { delivery, sesMessageId }: Named, noteId: string, at: string): Promise<void> => {
  const isRepeat =
    (await deps.communications.putFact(`late#${delivery.emailId}#${delivery.recipientId}#${noteId}`, at)) !== null;
  await rewriteDelivery(deps, delivery, (now) => withLateNotice(now, { sesMessageId, noteId, at, isRepeat }));
  await conversationChanged(deps, { deliveries: [delivery] });
};

export const captureReport = async (deps: Deps, captured: Captured & { mail: ParsedMail }): Promise<Result> => {
  const { communication, receipt, mail, notes } = captured;
  const noteId = incomingId(receipt, communication.id);
  const named = await messagesNamed(deps, communication.id, mail);
  const failed = notes.automatic === 'bounce' ? failedOf(mail) : [];
  const about = named.filter(({ delivery }) => failed.some((address) => sameAddress(address, delivery.address)));
  const text = reportText(
    mail,
    [...new Set(named.map(({ messageId }) => messageId))],
    [...new Set(named.map(({ delivery }) => delivery.address))],
  );
  const [first] = named;
  const isKept = first === undefined || (await findsPlace(deps, first.delivery.emailId, noteId));
  const reported = [...new Set(about.map(({ delivery }) => delivery.address))];
  const note = { ...captured, author: null, mail: fieldsOnly(mail, text), reported };
  const result: Result = isKept
    ? await recordMail(deps, note)
    : { emailId: null, outcome: 'dropped', reason: 'report_counted' };
  for (const one of about) await mark(deps, one, noteId, receipt.timestamp);
  return result;
};
