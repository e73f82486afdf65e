import { maxReportTextLength } from '../limits.ts';
import { sameAddress } from '../mail-address.ts';
import { groupsOf, isFailed, recipientsOf } from './bounce.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * All that is kept of a report that a machine wrote: the fields of RFC 3464, 8098 and 5965 whose values come from a short
 * list or a number, and addresses and ids that are ours. Nobody vouches for a report, and its words, links and files are a
 * stranger's choice; the original keeps them. Pure.
 */

const fieldsOf = (mail: ParsedMail, type: RegExp): Map<string, string>[] =>
  mail.files.filter((file) => type.test(file.contentType)).flatMap((file) => groupsOf(file.content));

const isDelivery = /^message\/(?:global-)?delivery-status/;
const isReceipt = /^message\/(?:global-)?disposition-notification/;
const isComplaint = /^message\/feedback-report/;

/** Of each field, the form in which its value says something and nothing else. */
const forms: [type: RegExp, name: string, form: RegExp][] = [
  [isDelivery, 'Action', /^(?:failed|delayed|delivered|relayed|expanded|expired)\b/i],
  [isDelivery, 'Status', /^[245]\.\d{1,3}\.\d{1,3}(?!\S)/],
  [
    isReceipt,
    'Disposition',
    /^(?:manual|automatic)-action ?\/ ?mdn-sent-(?:manually|automatically) ?; ?(?:displayed|deleted|dispatched|processed|denied|failed)\b/i,
  ],
  [isComplaint, 'Feedback-Type', /^(?:abuse|fraud|virus|not-spam|opt-out|other|auth-failure|dmarc)\b/i],
];

const mostGroups = 20;

/** `ids`: those in it that SES gave us. `addresses`: where these messages went. */
export const reportText = (mail: ParsedMail, ids: readonly string[], addresses: readonly string[]): string => {
  const lines = ids.map((id) => `Message-ID: <${id}>`);
  const groups = [isDelivery, isReceipt, isComplaint].flatMap((type) =>
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

/** Every address that a bounce says was not reached: the one that we wrote to, and the one that it was forwarded to. */
export const failedAddresses = (mail: ParsedMail): string[] =>
  fieldsOf(mail, isDelivery).filter(isFailed).flatMap(recipientsOf);

export const hasDeliveryFields = (mail: ParsedMail): boolean => fieldsOf(mail, isDelivery).length > 0;
