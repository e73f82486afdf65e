import { listTimeoutMs, maxLookedInto } from '../../../shared/domain/limits.ts';
import type { Candidate, Looked, LookOn } from '../../../shared/ports/list-ports.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { fitting, type Paging } from '../paging.ts';

/**
 * From several ordered sources of candidates, finds the newest that match the request and that the caller may see.
 * Stops at a full page, and also after `listTimeoutMs` or `maxLookedInto` candidates: then it returns what it has, and
 * the cursor continues from there.
 */

type Source = (look: LookOn) => Promise<Looked>;

/**
 * Candidates that each source examines in the first and second round; later rounds have no limit. A common word fills a
 * page at once, and a rare one needs all candidates.
 */
const steps = [12, 100];

const newestFirst = (a: Candidate, b: Candidate): number => (a.place > b.place ? -1 : 1);

/** Returns candidates down to `frontier`, above which every source has been read; null means to the end. */
const lookThrough = (sources: readonly Source[], position: string | null) => {
  const reading = sources.map((source) => ({ source, below: position, ended: false }));
  let waiting: Candidate[] = [];
  let round = 0;
  return async (): Promise<{ ready: Candidate[]; frontier: string | null }> => {
    const limit = steps[round++] ?? null;
    await Promise.all(
      reading
        .filter(({ ended }) => !ended)
        .map(async (one) => {
          const { found, downTo } = await one.source({ below: one.below, limit });
          waiting.push(...found);
          Object.assign(one, { below: downTo ?? one.below, ended: downTo === null });
        }),
    );
    const open = reading.filter(({ ended }) => !ended).map(({ below }) => below ?? '');
    const frontier = open.toSorted().at(-1) ?? null;
    const isReady = ({ place }: Candidate) => frontier === null || place >= frontier;
    // Two sources may contain the same conversation.
    const ready = new Map(waiting.filter(isReady).map((one) => [one.communicationId, one]));
    waiting = waiting.filter((one) => !isReady(one));
    return { ready: [...ready.values()].toSorted(newestFirst), frontier };
  };
};

/** `viewOf` returns null for a candidate that does not match the request, or that the caller may not see. */
export const findCommunications = async <View>(
  { clock }: Pick<Ports, 'clock'>,
  page: Paging,
  sources: readonly Source[],
  viewOf: (communicationId: string) => Promise<View | null>,
): Promise<{ items: View[]; nextCursor: string | null }> => {
  const until = clock.now().getTime() + listTimeoutMs;
  const next = lookThrough(sources, page.position);
  const found: { view: View; place: string }[] = [];
  let lookedInto = 0;
  let decided: string | null = null;
  const isEnough = () => found.length > page.limit || lookedInto >= maxLookedInto || clock.now().getTime() >= until;

  for (let frontier: string | null = ''; frontier !== null; ) {
    const looked = await next();
    frontier = looked.frontier;
    while (looked.ready.length > 0) {
      const batch = looked.ready.splice(0, page.limit + 1 - found.length);
      const views = await Promise.all(batch.map(({ communicationId }) => viewOf(communicationId)));
      for (const [i, { place }] of batch.entries()) {
        const view = views[i];
        if (view) found.push({ view, place });
        decided = place;
      }
      lookedInto += batch.length;
      if (isEnough()) break;
    }
    const isDone = frontier === null && looked.ready.length === 0;
    if (looked.ready.length === 0) decided = frontier;
    if (isDone || isEnough()) break;
  }
  const views = found.map(({ view }) => view);
  const shown = fitting(views.slice(0, page.limit));
  const goOn = found.length > shown ? (found[shown - 1]?.place ?? null) : decided;
  return { items: views.slice(0, shown), nextCursor: page.seal(goOn) };
};
