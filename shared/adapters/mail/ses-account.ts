import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { z } from 'zod';
import { type AccountState, leastPerSecond } from '../../domain/delivery/sending-account.ts';
import type { SendingAccount } from '../../ports/mail-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import type { HeardRate, RateMemory } from '../dynamo/sending-store.ts';

/**
 * The fields of GetAccount that are used here
 * (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html and …/API_SendQuota.html).
 */
const Answer = z.object({
  SendingEnabled: z.boolean(),
  EnforcementStatus: z.string(),
  SendQuota: z.object({ Max24HourSend: z.number(), MaxSendRate: z.number(), SentLast24Hours: z.number() }),
});

/**
 * A Max24HourSend of -1 means no limit. SES pauses an account by SHUTDOWN, and its owner by turning off SendingEnabled.
 */
const stateOf = ({ SendingEnabled, EnforcementStatus, SendQuota }: z.infer<typeof Answer>): AccountState => ({
  maxPerSecond: SendQuota.MaxSendRate > 0 ? SendQuota.MaxSendRate : leastPerSecond,
  maxPerDay: SendQuota.Max24HourSend < 0 ? null : SendQuota.Max24HourSend,
  sentLastDay: SendQuota.SentLast24Hours,
  paused: !SendingEnabled || EnforcementStatus === 'SHUTDOWN',
});

const rateAgeMs = 60_000;
/** The sweeps of one reconcile tick share one call of GetAccount. */
const lookAgeMs = 30_000;
/** Shorter than the client's own time-out, which is meant for a POST, because a mail waits for this response. */
const lookTimeoutMs = 3_000;

/**
 * The account as GetAccount reports it. The rate is cached for a minute, in the process and in `memory`, because in a
 * busy minute all processes would call SES, which allows about one call a second.
 */
export const sesAccount = (client: SESv2Client, memory: RateMemory, clock: Clock): SendingAccount => {
  let heard: HeardRate | null = null;
  let seen: { state: AccountState; at: string } | null = null;
  const isYounger = (than: number, known: { at: string } | null) =>
    known !== null && clock.now().getTime() - Date.parse(known.at) < than;
  const look = async (): Promise<AccountState> => {
    if (seen && isYounger(lookAgeMs, seen)) return seen.state;
    const options = { abortSignal: AbortSignal.timeout(lookTimeoutMs) };
    const state = stateOf(Answer.parse(await client.send(new GetAccountCommand({}), options)));
    seen = { state, at: clock.now().toISOString() };
    heard = { perSecond: state.maxPerSecond, at: seen.at };
    await memory.put(heard);
    return state;
  };
  return {
    look,
    maxPerSecond: async () => {
      if (!isYounger(rateAgeMs, heard)) heard = (await memory.get()) ?? heard;
      // Recovery: without a response, the last known rate applies, or the lowest that SES grants.
      if (!isYounger(rateAgeMs, heard)) await look().catch(() => {});
      return heard?.perSecond ?? leastPerSecond;
    },
  };
};
