import type { Communication } from '../domain/conversation/communication.ts';
import { ServiceError } from '../domain/errors.ts';
import { sha256Hex } from '../domain/ids.ts';
import { relayShare, relaysPerThreadDay } from '../domain/limits.ts';
import type { MailLimit, Quota } from '../domain/quota.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * How many mails a project and a user may cause (docs/decisions/0037). A mail is one recipient's message. Each clock hour has
 * one counter; a day is that hour and the twenty-three before it, which nobody writes any more.
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

/** Ids of ours are long, and an item of the table holds some thousands of these. */
const shortToken = (token: string): string => sha256Hex(token).slice(0, 16);

type Used = { window: string; used: number };

const sum = (windows: readonly Used[]): number => windows.reduce((total, { used }) => total + used, 0);

/** The first full hour from which `mails` fit under both limits. */
const freeFrom = (used: readonly Used[], { hour, day }: MailLimit, mails: number, now: string): string => {
  for (let ahead = 1; ahead < hoursInDay; ahead += 1) {
    const from = later(now, ahead - hoursInDay);
    if (mails <= hour && sum(used.filter(({ window }) => window > from)) + mails <= day) return later(now, ahead);
  }
  return later(now, hoursInDay);
};

/** Null when the mails were counted, now or by an earlier try of the same request; else why they were not. */
const spend = async (
  { usage, clock }: Deps,
  account: Account,
  limit: MailLimit,
  { token: full, mails }: Spent,
): Promise<Refused | null> => {
  const scope = scopeOf(account);
  const token = shortToken(full);
  const window = hourOf(clock.now());
  const earlier = (await usage.listUsed(scope, later(window, 1 - hoursInDay))).filter((one) => one.window < window);
  // A request that died after it was counted, and is repeated in another hour.
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

const words: Record<Quota['of'], string> = {
  project: 'This project may cause',
  user: 'One user may cause',
  notices: 'Notices about this project may be',
};

const exhausted = (of: Quota['of'], refused: Refused, mails: number, now: Date): ServiceError => {
  const { window, limit, used, freeAt } = refused;
  const quota = { of, ...refused };
  const per = window === 'hour' ? 'an hour' : 'in 24 hours';
  const message = `${words[of]} ${limit} mails ${per}; ${used} are used, and this needs ${mails}. It fits again at ${freeAt}.`;
  const seconds = Math.max(1, Math.ceil((Date.parse(freeAt) - now.getTime()) / 1000));
  return new ServiceError('throttled', 'mail-budget-exhausted', message, [], { quota, retryAfterSeconds: seconds });
};

type BudgetDeps = Deps & Pick<Ports, 'mailLimits'>;

/** Counts a relay's mails for the project; answers why not where relays have used up their share. */
export const spendOnRelays = (deps: BudgetDeps, projectId: string, spent: Spent): Promise<Refused | null> => {
  const { hour, day } = deps.mailLimits.project;
  const limit = { hour: Math.floor(hour * relayShare), day: Math.floor(day * relayShare) };
  return spend(deps, { of: 'project', id: projectId }, limit, spent);
};

/** Notices have a cap of their own: trouble with mails must not use up what the mails need, nor the other way round. */
export const spendOnNotices = (deps: BudgetDeps, projectId: string, spent: Spent): Promise<Refused | null> => {
  const most = deps.mailLimits.noticesPerDay;
  return spend(deps, { of: 'notices', id: projectId }, { hour: most, day: most }, spent);
};

/**
 * Whether a conversation may have one more relay by itself today. `from`: since when it is counted anew; what was counted
 * before then is no matter any more.
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
 * Of what a person asks for: counted for the project and for the user, or refused with 429. `token` names the request, and
 * counts once however often it is repeated. Call it just before the commit: a request that is counted and then dies for
 * good has used its mails up for a day, and no mail ever leaves uncounted.
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
  // What this user may not send is not to be missing to the others of the project.
  await deps.usage.giveBack(scopeOf({ of: 'project', id: projectId }), hourOf(now), shortToken(spent.token));
  throw exhausted('user', ofUser, spent.mails, now);
};
