import { maxReportTextLength } from '../limits.ts';
import { sameAddress } from '../mail-address.ts';
import { groupsOf, isFailed, recipientsOf } from './bounce.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * The only parts kept of a bounce report, read receipt or complaint: the fields of RFC 3464, 8098 and 5965 whose values
 * are from a short list or are numbers, and those addresses and ids that are ours. A report is unauthenticated, so a
 * stranger may have chosen its text, links and files; only the original keeps them.
 */

const fieldsOf = (mail: ParsedMail, type: RegExp): Map<string, string>[] =>
  mail.files.filter((file) => type.test(file.contentType)).flatMap((file) => groupsOf(file.content));

const deliveryPart = /^message\/(?:global-)?delivery-status/;
const readReceiptPart = /^message\/(?:global-)?disposition-notification/;
const complaintPart = /^message\/feedback-report/;

/** For each field, the only form of value that is kept: it carries the fact and leaves no room for other text. */
const forms: [type: RegExp, name: string, form: RegExp][] = [
  [deliveryPart, 'Action', /^(?:failed|delayed|delivered|relayed|expanded|expired)\b/i],
  [deliveryPart, 'Status', /^[245]\.\d{1,3}\.\d{1,3}(?!\S)/],
  [
    readReceiptPart,
    'Disposition',
    /^(?:manual|automatic)-action ?\/ ?mdn-sent-(?:manually|automatically) ?; ?(?:displayed|deleted|dispatched|processed|denied|failed)\b/i,
  ],
  [complaintPart, 'Feedback-Type', /^(?:abuse|fraud|virus|not-spam|opt-out|other|auth-failure|dmarc)\b/i],
];

const mostGroups = 20;

/**
 * The text kept of a report: one `name: value` per line. `ids`: the ids in the report that SES gave our mails.
 * `addresses`: where those mails were sent.
 */
export const reportText = (mail: ParsedMail, ids: readonly string[], addresses: readonly string[]): string => {
  const lines = ids.map((id) => `Message-ID: <${id}>`);
  const groups = [deliveryPart, readReceiptPart, complaintPart].flatMap((type) =>
    fieldsOf(mail, type)
      .slice(0, mostGroups)
      .map((group) => ({ type, group })),
  );
  for (const { type, group } of groups) {
    const ours = addresses.filter((address) => recipientsOf(group).some((one) => sameAddress(one, address)));
    lines.push(...ours.map((address) => `Recipient: ${address}`));
    for (const [of, name, form] of forms) {
      const value = of === type ? form.exec(group.get(name.toLowerCase()) ?? '')?.[0] : undefined;
      if (value !== undefined) lines.push(`${name}: ${value}`);
    }
  }
  return lines.join('\n').slice(0, maxReportTextLength);
};

/** Every address that a bounce reports as not reached: the one we wrote to and the one it was forwarded to. */
export const failedAddresses = (mail: ParsedMail): string[] =>
  fieldsOf(mail, deliveryPart).filter(isFailed).flatMap(recipientsOf);

/** Whether the mail has the fields of a delivery report (RFC 3464), whatever they say. */
export const hasDeliveryFields = (mail: ParsedMail): boolean => fieldsOf(mail, deliveryPart).length > 0;
