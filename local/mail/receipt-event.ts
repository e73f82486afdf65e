import { commonHeaders, type Header, readHeaders, splitMessage } from './message.ts';
import { names, type Verdicts } from './verdicts.ts';

/** The event of SES's Lambda action: it describes the mail but never contains it. */

/** SES truncates the list of headers at this many bytes. */
const maxHeaderBytes = 10 * 1024;

const cut = (headers: Header[]): { headers: Header[]; headersTruncated: boolean } => {
  let bytes = 0;
  const kept = headers.filter(({ name, value }) => {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    return bytes <= maxHeaderBytes;
  });
  return { headers: kept, headersTruncated: kept.length < headers.length };
};

export const receiptEvent = async (mail: {
  id: string;
  mailFrom: string;
  /** Every recipient in the envelope; `recipients` are those that the rule matches. */
  destination: string[];
  recipients: string[];
  verdicts: Verdicts;
  stored: Buffer;
  now: Date;
  action: object;
}) => {
  const { head } = splitMessage(mail.stored);
  const { dmarcPolicy } = mail.verdicts;
  const verdicts = Object.fromEntries(names.map((name) => [`${name}Verdict`, { status: mail.verdicts[name] }]));
  return {
    mail: {
      timestamp: mail.now.toISOString(),
      source: mail.mailFrom,
      messageId: mail.id,
      destination: mail.destination,
      ...cut(readHeaders(head)),
      commonHeaders: { returnPath: mail.mailFrom, ...(await commonHeaders(head)) },
    },
    receipt: {
      timestamp: mail.now.toISOString(),
      processingTimeMillis: Math.max(1, Date.now() - mail.now.getTime()),
      recipients: mail.recipients,
      ...verdicts,
      // SES reports the sending domain's policy only when the DMARC check failed.
      ...(mail.verdicts.dmarc === 'FAIL' ? { dmarcPolicy: dmarcPolicy ?? 'REJECT' } : {}),
      action: mail.action,
    },
  };
};
