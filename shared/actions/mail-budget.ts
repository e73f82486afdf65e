import type { Communication } from '../domain/conversation/communication.ts';
import { ServiceError } from '../domain/errors.ts';
import { sha256Hex } from '../domain/ids.ts';
import { relayShare, relaysPerThreadDay } from '../domain/limits.ts';
import type { MailLimit, Quota } from '../domain/quota.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Counts the mails that a project and a user cause, and enforces their budgets (ADR 37). A mail is one recipient's
 * message. Each clock hour has one counter; a day is the current hour and the twenty-three before it, whose counters no
 * longer change.
 */

type Deps = Pick<Ports, 'usage' | 'clock'>;
type Account = { of: Quota['of'] | 'thread'; id: string };
type Refused = Omit<Quota, 'of'>;
type Spent = { token: string; mails: number };

const hourMs = 3_600_000;
const hoursInDay = 24;
const hourOf = (at: Date): string => at.toISOString().slice(0, 13);
const startOf = (hour: string): number => Date.parse(`${hour}:00:00.000Z`);
const later = (hour: string, hours: number): string => hourOf(new Date(startOf(hour) + hours * hourMs));

const scopeOf = ({ of, id }: Account): string => `mails#${of}#${id}`;

/**
 * The name of a request in a counter. It is short, because one table item holds some thousands of them. The number of
 * mails is part of it, because a request that died before its commit may come again with more people.
 */
const shortToken = ({ token, mails }: Spent): string => sha256Hex(`${token}#${mails}`).slice(0, 16);

type Used = { window: string; used: number };

const sum = (windows: readonly Used[]): number => windows.reduce((total, { used }) => total + used, 0);

/** The first full hour in which `mails` fit within both limits. */
const freeFrom = (used: readonly Used[], { hour, day }: MailLimit, mails: number, now: string): string => {
  for (let ahead = 1; ahead < hoursInDay; ahead += 1) {
    const from = later(now, ahead - hoursInDay);
    if (mails <= hour && sum(used.filter(({ window }) => window > from)) + mails <= day) return later(now, ahead);
  }
  return later(now, hoursInDay);
};

/**
 * Counts mails. Null if they were counted, now or by an earlier try of the same request; otherwise the limit reached.
 */
const spend = async (
  { usage, clock }: Deps,
  account: Account,
  limit: MailLimit,
  spent: Spent,
): Promise<Refused | null> => {
  const scope = scopeOf(account);
  const { mails } = spent;
  const token = shortToken(spent);
  const window = hourOf(clock.now());
  const earlier = (await usage.listUsed(scope, later(window, 1 - hoursInDay))).filter((one) => one.window < window);
  // The request was counted in an earlier hour, then died, and is now repeated.
  if (earlier.some(({ tokens }) => tokens[token] !== undefined)) return null;
  const most = Math.min(limit.hour, limit.day - sum(earlier));
  const now = await usage.spend({ scope, window, token, amount: mails, most });
  if (now.isSpent) return null;
  const isHour = now.used + mails > limit.hour;
  const all = [...earlier, { window, used: now.used }];
  return {
    window: isHour ? 'hour' : 'day',
    limit: isHour ? limit.hour : limit.day,
    used: isHour ? now.used : sum(all),
    freeAt: `${freeFrom(all, limit, mails, window)}:00:00.000Z`,
  };
};

const exhausted = (of: Quota['of'], refused: Refused, mails: number, now: Date): ServiceError => {
  const quota = { of, ...refused };
  const retryAfterSeconds = Math.max(1, Math.ceil((Date.parse(quota.freeAt) - now.getTime()) / 1000));
  return new ServiceError('throttled', 'mail-budget-exhausted', (say) => say.sending.mailBudget(quota, mails), [], {
    quota,
    retryAfterSeconds,
  });
};

type BudgetDeps = Deps & Pick<Ports, 'mailLimits'>;

/** Counts a relay's mails for the project. Null on success, otherwise the limit: relays have used up their share. */
export const spendOnRelays = (deps: BudgetDeps, projectId: string, spent: Spent): Promise<Refused | null> => {
  const { hour, day } = deps.mailLimits.project;
  const limit = { hour: Math.floor(hour * relayShare), day: Math.floor(day * relayShare) };
  return spend(deps, { of: 'project', id: projectId }, limit, spent);
};

/**
 * Notices have a cap of their own, so that failing mails do not use up the budget of ordinary mails, nor the reverse.
 */
export const spendOnNotices = (deps: BudgetDeps, projectId: string, spent: Spent): Promise<Refused | null> => {
  const most = deps.mailLimits.noticesPerDay;
  return spend(deps, { of: 'notices', id: projectId }, { hour: most, day: most }, spent);
};

/**
 * Whether a conversation may have one more automatic relay today; if so, the relay is counted. Each `relaysFrom` starts
 * a count of its own, so relays before it no longer matter. `token` identifies the relay.
 */
export const mayRelayInThread = async (
  deps: Deps,
  { id, relaysFrom = '' }: Pick<Communication, 'id' | 'relaysFrom'>,
  token: string,
): Promise<boolean> => {
  const limit = { hour: relaysPerThreadDay, day: relaysPerThreadDay };
  return (await spend(deps, { of: 'thread', id: `${id}#${relaysFrom}` }, limit, { token, mails: 1 })) === null;
};

/**
 * Counts the mails that a person requests for the project and for the user, or throws 429. `token` identifies the
 * request, which counts once however often it is repeated. Call it just before the commit: no mail then leaves
 * uncounted, at the price that a request which is counted and never repeated after a crash has used up its mails for a
 * day.
 */
export const spendMails = async (
  deps: BudgetDeps,
  { projectId, userId, ...spent }: Spent & { projectId: string; userId: string },
): Promise<void> => {
  const now = deps.clock.now();
  const ofProject = await spend(deps, { of: 'project', id: projectId }, deps.mailLimits.project, spent);
  if (ofProject) throw exhausted('project', ofProject, spent.mails, now);
  const ofUser = await spend(deps, { of: 'user', id: userId }, deps.mailLimits.user, spent);
  if (!ofUser) return;
  // Mails that the user may not send must not reduce the project's budget for others.
  await deps.usage.giveBack(scopeOf({ of: 'project', id: projectId }), hourOf(now), shortToken(spent));
  throw exhausted('user', ofUser, spent.mails, now);
};
