import { finishRelease } from '../../shared/actions/finish-release.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { graceMs } from './decide-next.ts';
import { eachAlone, perTick } from './each-alone.ts';

type Deps = Pick<Ports, 'clock' | 'projects' | 'communications' | 'files' | 'sendFlow' | 'log'>;

/** Finishes releases whose process died before it had recorded and relayed the mail. */
export const finishReleases = (deps: Deps) => async () => {
  const releasedBefore = deps.clock.now().getTime() - graceMs;
  const unfinished = await deps.communications.listQuarantinedFor('unfinished', perTick);
  const left = unfinished.filter(({ createdAt }) => Date.parse(createdAt) <= releasedBefore);
  const mails = left.map((mail) => ({ emailId: mail.id, mail }));
  const releasesFinished = await eachAlone(deps, mails, async ({ mail }) => {
    await finishRelease(deps, mail);
    return true;
  });
  return { releasesFinished };
};
