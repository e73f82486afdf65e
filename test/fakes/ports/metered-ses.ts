import type { AccountState } from '../../../shared/domain/delivery/sending-account.ts';
import { type FakeAccount, fakeAccount } from './fake-account.ts';
import type { FakeClock } from './fake-clock.ts';
import { type FakeMailer, fakeMailer } from './fake-mailer.ts';

const day = 24 * 60 * 60_000;

/**
 * SES with its account. It counts the mails that it accepted within 24 hours, and refuses more than its limits as SES
 * does. `instants` are the times at which mails were accepted.
 */
export const meteredSes = (clock: FakeClock, limits: Partial<AccountState>) => {
  const account: FakeAccount = fakeAccount();
  Object.assign(account.state, limits);
  const mailer: FakeMailer = fakeMailer();
  const instants: number[] = [];
  const sentLastDay = () => instants.filter((at) => at > clock.now().getTime() - day).length;
  const { look } = account;
  account.look = async () => ({ ...(await look()), sentLastDay: sentLastDay() });
  const { send } = mailer;
  mailer.send = async (message) => {
    const { paused, maxPerDay } = account.state;
    if (paused) return { kind: 'held', code: 'account_paused' };
    if (maxPerDay !== null && sentLastDay() >= maxPerDay) return { kind: 'held', code: 'daily_quota' };
    // The mail is counted at once, since other calls come before this one is answered.
    const at = clock.now().getTime();
    instants.push(at);
    const outcome = await send(message);
    if (outcome.kind !== 'accepted') instants.splice(instants.lastIndexOf(at), 1);
    return outcome;
  };
  return { account, mailer, instants };
};
