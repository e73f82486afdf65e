import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { waitingSince } from '../../shared/domain/delivery/delivery-rules.ts';
import { quotaUsedPercent } from '../../shared/domain/delivery/sending-account.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'metrics'>;

/**
 * The instant, in milliseconds, since which a recipient has waited. For a first attempt, its first history entry stands
 * in for the creation of the email, which is not read: the two are moments apart.
 */
const since = (delivery: Delivery): number => {
  const { at, history } = delivery.latest;
  return Date.parse(waitingSince(delivery, history[0]?.at ?? at));
};

/**
 * Reports the current figures every minute, including zero, because `alarm-oldest-queued` goes off when it gets none.
 * Changes nothing.
 */
export const measure = (deps: Deps) => async () => {
  const { clock, communications, metrics } = deps;
  const [waiting, open, held, troubled] = await Promise.all([
    communications.listForReconcile('ready', mostListed),
    communications.listOpenEmails(1),
    communications.listForReconcile('held', mostListed),
    communications.listForReconcile('trouble', mostListed),
  ]);
  const starts = [...waiting.map(since), ...open.map((email) => Date.parse(email.runAt ?? email.createdAt))];
  const oldest = Math.max(0, ...starts.map((start) => clock.now().getTime() - start));
  metrics.count('OldestQueuedSeconds', Math.floor(oldest / 1000));
  const unconfirmed = troubled.filter((delivery) => delivery.latest.state === 'unconfirmed').length;
  metrics.count('Unconfirmed', unconfirmed);
  metrics.count('Held', held.length);
  return { waiting: waiting.length, unconfirmed };
};

/** The used part of the account's daily quota; 0 if there is no such limit. */
export const measureQuota =
  ({ account, metrics }: Pick<Ports, 'account' | 'metrics'>) =>
  async () => {
    const used = quotaUsedPercent(await account.look());
    metrics.count('QuotaUsedPercent', used);
    return { quotaUsedPercent: used };
  };
