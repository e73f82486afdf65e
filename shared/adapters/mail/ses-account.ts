import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { z } from 'zod';
import { type AccountState, leastPerSecond } from '../../domain/delivery/sending-account.ts';
import type { SendingAccount } from '../../ports/mail-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import type { HeardRate, RateMemory } from '../dynamo/sending-store.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html and …/API_SendQuota.html */
const Answer = z.object({
  SendingEnabled: z.boolean(),
  EnforcementStatus: z.string(),
  SendQuota: z.object({ Max24HourSend: z.number(), MaxSendRate: z.number(), SentLast24Hours: z.number() }),
});

/** A Max24HourSend of -1 is no limit; SHUTDOWN is SES's own pause, SendingEnabled the account owner's. */
const stateOf = ({ SendingEnabled, EnforcementStatus, SendQuota }: z.infer<typeof Answer>): AccountState => ({
  maxPerSecond: SendQuota.MaxSendRate > 0 ? SendQuota.MaxSendRate : leastPerSecond,
  maxPerDay: SendQuota.Max24HourSend < 0 ? null : SendQuota.Max24HourSend,
  sentLastDay: SendQuota.SentLast24Hours,
  paused: !SendingEnabled || EnforcementStatus === 'SHUTDOWN',
});

const rateAgeMs = 60_000;
/** Whoever looks for another reason in the same tick gets the same answer, not a second question. */
const lookAgeMs = 30_000;
/** The client's own patience is that of a POST, and a mail waits for this answer. */
const lookTimeoutMs = 3_000;

/**
 * The account as SES's GetAccount says. The rate is kept in the process and in `memory`, since all processes of a busy
 * minute would otherwise ask, and SES answers about one a second.
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
      // Recovery: what was heard before holds, or the least that SES grants.
      if (!isYounger(rateAgeMs, heard)) await look().catch(() => {});
      return heard?.perSecond ?? leastPerSecond;
    },
  };
};
