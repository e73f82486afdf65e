import { z } from 'zod';

/**
 * SES's report on a mail it received: the `ses` part of its Lambda event, flattened. Names, headers and addresses
 * inside the mail itself prove nothing.
 */

const Verdict = z.object({ status: z.string() }).transform((verdict) => verdict.status.toUpperCase());
/** A verdict that SES leaves out, because the check did not run, must not count as PASS. */
const verdict = Verdict.default('MISSING');

const Instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

export const Receipt = z
  .object({
    mail: z.object({
      messageId: z.string().regex(/^[A-Za-z0-9._-]{1,120}$/),
      source: z.string().nullish(),
      timestamp: Instant,
      commonHeaders: z.object({ from: z.array(z.string()).nullish() }).nullish(),
    }),
    receipt: z.object({
      recipients: z.array(z.string()),
      spamVerdict: verdict,
      virusVerdict: verdict,
      spfVerdict: verdict,
      dkimVerdict: verdict,
      dmarcVerdict: verdict,
    }),
  })
  .transform(({ mail, receipt }) => ({
    sesMessageId: mail.messageId,
    timestamp: mail.timestamp,
    returnPath: mail.source?.replace(/^<|>$/g, '') || null,
    recipients: receipt.recipients,
    /** From as SES read it: `Name <address>`, one entry per mailbox. */
    sesFrom: mail.commonHeaders?.from ?? [],
    verdicts: {
      spam: receipt.spamVerdict,
      virus: receipt.virusVerdict,
      spf: receipt.spfVerdict,
      dkim: receipt.dkimVerdict,
      dmarc: receipt.dmarcVerdict,
    },
  }));
export type Receipt = z.infer<typeof Receipt>;
