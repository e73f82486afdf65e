import { commonHeaders, type Header, readHeaders, splitMessage } from './message.ts';
import { names, type Verdicts } from './verdicts.ts';

/** What SES hands to a Lambda action: about the mail, never the mail itself. */

/** SES cuts the list of headers off at this many bytes. */
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
  /** Everybody in the envelope; `recipients` are those that the rule takes. */
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
      // SES names the sending domain's policy only when its DMARC check failed.
      ...(mail.verdicts.dmarc === 'FAIL' ? { dmarcPolicy: dmarcPolicy ?? 'REJECT' } : {}),
      action: mail.action,
    },
  };
};
