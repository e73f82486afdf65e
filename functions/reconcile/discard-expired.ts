import { keepDecision } from '../../shared/actions/keep-decision.ts';
import { discarded } from '../../shared/domain/conversation/quarantine.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { slices } from './check-invariants.ts';
import { eachAlone } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'quarantineDays' | 'log'>;

const dayMs = 86_400_000;

/**
 * Discards quarantined mail that no Admin decided about within the configured days, in the service's own name and with
 * that reason. Checks one slice of the table per minute, like the invariants, so every mail is checked once a day. The
 * original stays as long as the bucket keeps any.
 */
export const discardExpired = (deps: Deps) => async () => {
  const { clock, communications, quarantineDays: afterDays } = deps;
  const now = clock.now();
  const before = new Date(now.getTime() - afterDays * dayMs).toISOString();
  const held = await communications.listQuarantineSlice(Math.floor(now.getTime() / 60_000) % slices, slices);
  const expired = held.filter(({ receivedAt }) => receivedAt < before).map((mail) => ({ emailId: mail.id, mail }));
  const reason = `Nobody decided within ${afterDays} days.`;
  const handled = {
    action: 'discarded',
    by: null,
    name: 'Courriel',
    at: now.toISOString(),
    reason,
    afterDays,
  } as const;
  const discardedExpired = await eachAlone(deps, expired, ({ mail }) => keepDecision(deps, discarded(mail, handled)));
  return { discardedExpired };
};
