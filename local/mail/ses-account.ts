import { z } from 'zod';
import { AwsError } from '../aws-server.ts';

/** The account's sending limits, reported by GetAccount and enforced as SES enforces them. */

/** The user may set these to try out a small account; the defaults are usual for an account with production access. */
const Limits = z.object({
  SES_MAX_SEND_RATE: z.coerce.number().positive().default(14),
  SES_MAX_24_HOUR_SEND: z.coerce.number().min(-1).default(50_000),
});

const day = 86_400_000;
/** SES lets short bursts pass. Here, a burst may have twice the per-second rate within two seconds. */
const burstMs = 2_000;

const tooMany = (message: string): AwsError => new AwsError(429, 'TooManyRequestsException', message);

const SendingAttributes = z.object({ SendingEnabled: z.boolean() });

/**
 * `sent`: when each earlier message was accepted. PutAccountSendingAttributes pauses the account until the next start.
 */
export const accountLimits = (env: NodeJS.ProcessEnv, sent: readonly Date[]) => {
  const { SES_MAX_SEND_RATE: rate, SES_MAX_24_HOUR_SEND: perDay } = Limits.parse(env);
  const instants = sent.map((at) => at.getTime()).toSorted((a, b) => a - b);
  let enabled = true;
  const sentLast = (milliseconds: number): number => {
    const since = Date.now() - milliseconds;
    return instants.length - (instants.findLastIndex((at) => at <= since) + 1);
  };

  return {
    describe: () => ({
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: enabled,
      SendQuota: { Max24HourSend: perDay, MaxSendRate: rate, SentLast24Hours: sentLast(day) },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }),
    setSending: (body: Buffer): void => {
      enabled = SendingAttributes.parse(JSON.parse(body.toString('utf8'))).SendingEnabled;
    },
    /** Counts one message to this many recipients, or refuses it. */
    admit: (recipients: number): void => {
      if (!enabled) throw new AwsError(400, 'SendingPausedException', 'Email sending is paused for this account.');
      if (perDay >= 0 && sentLast(day) + recipients > perDay) throw tooMany('Daily message quota exceeded.');
      if (sentLast(burstMs) + recipients > Math.max(2 * rate, 1)) throw tooMany('Maximum sending rate exceeded.');
      for (let i = 0; i < recipients; i += 1) instants.push(Date.now());
    },
  };
};
