import { keepDecision } from '../../../shared/actions/keep-decision.ts';
import type { Call, Handler } from '../../../shared/api/handler.ts';
import { discarded, isQuarantined } from '../../../shared/domain/conversation/quarantine.ts';
import type { Handling } from '../../../shared/domain/conversation/quarantine-facts.ts';
import { maxBulk } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { nameOf } from './decide-quarantined-mail.ts';

type Deps = Pick<Ports, 'projects' | 'communications' | 'clock' | 'log'>;
type DiscardCall = Call<'discardMails'>;
type Outcome = 'discarded' | 'released' | 'missing';

/** Mails handled at the same time: a hundred take a second without overloading the table. */
const together = 10;

/** The first decision stands, and a repeated request finds it. */
const discardOne = async (
  { communications }: Deps,
  projectId: string,
  emailId: string,
  handled: Handling,
): Promise<Outcome> => {
  const find = async () => {
    const email = await communications.getEmail(emailId);
    const isHeld = email?.direction === 'incoming' && email.projectId === projectId && isQuarantined(email);
    return isHeld ? email : null;
  };
  const email = await find();
  if (!email) return 'missing';
  if (!email.held.handled && (await keepDecision({ communications }, discarded(email, handled)))) return 'discarded';
  return (await find())?.held.handled?.action ?? 'missing';
};

/**
 * This long after a group's hour, a mail that is missing from the index does not exist. Before that it may still be on
 * its way, because mails are counted before they are stored, and without the group's line nobody would find it.
 */
const settledMs = 3 * 3_600_000;
const isSettled = (hour: string, { clock }: Deps): boolean =>
  Date.parse(`${hour}:00:00.000Z`) + settledMs < clock.now().getTime();

/**
 * The mails that the body names, or the next ones of the group. Resets the count of an empty group, which a crash may
 * have left wrong.
 */
const findIds = async (deps: Deps, { path: { projectId }, body }: DiscardCall) => {
  const { communications } = deps;
  if ('emailIds' in body) return { emailIds: [...new Set(body.emailIds)], more: false };
  const { items, next } = await communications.listBeyond({ projectId, ...body.beyond }, maxBulk, null);
  if (items.length === 0 && isSettled(body.beyond.hour, deps)) {
    const communication = await communications.getCommunication(body.beyond.communicationId);
    const group = { projectId, invoiceId: communication?.invoiceId ?? '', ...body.beyond };
    await communications.countBeyond(group, -Number.MAX_SAFE_INTEGER);
  }
  return { emailIds: items.map(({ id }) => id), more: next !== null };
};

/** Discards several mails for one reason; returns the outcome of each, and whether the group has more. */
export const discardMails =
  (deps: Deps): Handler<'discardMails'> =>
  async (call) => {
    const { member, path, body } = call;
    const { emailIds, more } = await findIds(deps, call);
    const at = deps.clock.now().toISOString();
    const by = { by: member.userId, name: await nameOf(deps, member), at, reason: body.reason };
    const results: { emailId: string; outcome: Outcome }[] = [];
    for (let from = 0; from < emailIds.length; from += together) {
      const some = emailIds.slice(from, from + together).map(async (emailId) => ({
        emailId,
        outcome: await discardOne(deps, path.projectId, emailId, { action: 'discarded', ...by }),
      }));
      results.push(...(await Promise.all(some)));
    }
    deps.log.info('mails discarded', { projectId: path.projectId, userId: member.userId, mails: results.length });
    return { status: 200, body: { results, more } };
  };
