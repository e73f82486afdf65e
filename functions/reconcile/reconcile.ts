import { forLog, ServiceError } from '../../shared/domain/errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { checkInvariants } from './check-invariants.ts';
import { discardExpired } from './discard-expired.ts';
import { fillLists } from './fill-lists.ts';
import { findUncaptured } from './find-uncaptured.ts';
import { finishReleases } from './finish-releases.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { lookAtOpenEmails } from './look-at-open-emails.ts';
import { markNoFeedback } from './mark-no-feedback.ts';
import { measure, measureQuota } from './measure.ts';
import { notifyFailures } from './notices/notify-failures.ts';
import { notifyQuarantine } from './notices/notify-quarantine.ts';
import { readListsOnce } from './read-lists-once.ts';
import { resumeHeld } from './resume-held.ts';
import { startLeftReady } from './start-left-ready.ts';

type Counts = Record<string, number>;
type Deps = Pick<
  Ports,
  | 'clock'
  | 'projects'
  | 'communications'
  | 'usage'
  | 'mailLimits'
  | 'quarantineDays'
  | 'files'
  | 'sendFlow'
  | 'mail'
  | 'log'
  | 'metrics'
  | 'account'
>;

/**
 * The order matters: later sweeps find what earlier ones write, and unconfirmed deliveries are measured before anybody
 * is notified of them. No two sweeps use the same name for a count.
 */
const sweeps: Record<string, (deps: Deps) => () => Promise<Counts>> = {
  giveUpClaims,
  finishReleases,
  lookAtOpenEmails,
  startLeftReady,
  resumeHeld,
  markNoFeedback,
  measure,
  notifyFailures,
  notifyQuarantine,
  measureQuota,
  discardExpired,
  checkInvariants,
  findUncaptured,
  fillLists,
};

/**
 * Runs every minute: one sweep after another, all of them even if one fails. Returns their counts; throws at the end if
 * any failed, so that the failure is seen. The next minute retries.
 */
export const reconcile = (all: Deps) => async (): Promise<Counts> => {
  const deps = readListsOnce(all);
  const counts: Counts = {};
  const failed: string[] = [];
  for (const [name, sweep] of Object.entries(sweeps)) {
    try {
      Object.assign(counts, await sweep(deps)());
    } catch (error) {
      deps.log.warn('sweep failed', { sweep: name, error: error instanceof Error ? error.name : 'unknown' });
      failed.push(name);
    }
  }
  if (failed.length > 0)
    throw new ServiceError('unavailable', 'sweeps-failed', forLog(`Failed: ${failed.join(', ')}.`));
  return counts;
};
