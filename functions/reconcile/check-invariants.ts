import { breachesOf } from '../../shared/domain/conversation/invariants.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'log' | 'metrics'>;

/** The minutes of a day: each checks one slice of the table, so that every email is checked once a day. */
export const slices = 24 * 60;

/** Reports the number of invariant violations, including zero. Changes nothing: a violation needs a person. */
export const checkInvariants = (deps: Deps) => async () => {
  const now = deps.clock.now();
  const emails = await deps.communications.listSlice(Math.floor(now.getTime() / 60_000) % slices, slices);
  const found = emails.flatMap(({ email, deliveries }) =>
    breachesOf(email, deliveries, now).map((breach) => ({ emailId: email.id, ...breach })),
  );
  for (const breach of found) deps.log.warn('invariant broken', breach);
  deps.metrics.count('InvariantBreaks', found.length);
  return { checked: emails.length, invariantBreaks: found.length };
};
