import { captureReply } from '../../functions/capture-reply/capture-reply.ts';
import type { Receipt } from '../../functions/capture-reply/receipt.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../functions/track-delivery/track-delivery.ts';
import type { Level } from '../../shared/domain/project/project.ts';
import { flowWorld } from '../fakes/harness/flow-runner.ts';
import { pollingReader } from '../fakes/harness/polling-reader.ts';
import { fakeClock } from '../fakes/ports/fake-clock.ts';
import { memoryCommunicationStore } from '../fakes/ports/memory-communication-store.ts';
import { memoryProjectStore } from '../fakes/ports/memory-project-store.ts';
import { memoryUsageStore } from '../fakes/ports/memory-usage-store.ts';
import { apiWorld } from '../fakes/worlds/api-world.ts';
import { type World, world } from '../fakes/worlds/world.ts';
import { type Acceptance, newOracle, type Oracle } from './oracle.ts';
import { newProcesses, type Processes } from './processes.ts';
import { admins, plant, projectId } from './seed.ts';
import { directoryWithRemovals, mustRefuse, plannedMailer, seenStore, seenUsage } from './watched-parts.ts';

/**
 * The whole sending protocol in one process: the API with its real handler, the template's flow with its real steps,
 * track-delivery, capture-reply and reconcile, each as a process that may die or hang at any of its calls.
 */

type UseCases = {
  reconcile: (w: World) => Promise<unknown>;
  trackDelivery: (w: World, body: string) => Promise<void>;
  captureReply: (w: World, receipt: Receipt) => Promise<unknown>;
};

/** A part that is broken on purpose, which the oracle must notice. */
export type Mutation = Partial<UseCases> & { parts?: (w: World, oracle: Oracle) => Partial<World> };

const real: UseCases = {
  reconcile: (w) => reconcile(w)(),
  trackDelivery: (w, body) => trackDelivery(w)(body),
  captureReply: (w, receipt) => captureReply(w)(receipt),
};

class NotRun extends Error {
  override readonly name = 'Lambda.TooManyRequestsException';
}

const mortal = (w: World, { watch }: Processes): Partial<World> => ({
  communications: watch(w.communications),
  usage: watch(w.usage),
  projects: watch(w.projects),
  files: watch(w.files),
  mail: watch(w.mail),
  keys: watch(w.keys),
  renderer: watch(w.renderer),
  mailer: watch(w.mailer, () => ({ kind: 'unknown', code: 'connection_reset' })),
});

export const newSystem = async (mutation: Mutation = {}) => {
  const clock = fakeClock();
  const oracle = newOracle();
  const processes = newProcesses(() => clock.now().getTime());
  /** Counts the changes that decide whether the pre-send check passes. */
  let checkChanges = 0;
  const isRefused = (): boolean => {
    const { refused, at } = processes.current()?.facts ?? {};
    return refused === true && at === checkChanges;
  };
  const communications = seenStore(memoryCommunicationStore(), oracle, isRefused);
  const { projects, gone } = directoryWithRemovals(memoryProjectStore(), () => {
    checkChanges += 1;
  });
  const ses = plannedMailer(oracle, isRefused);
  const plain = world({ clock, mailer: ses.mailer } as Partial<World>);
  /** These limits are so small that one story can use them up. */
  const mailLimits = { project: { hour: 9, day: 14 }, user: { hour: 7, day: 12 }, noticesPerDay: 8 };
  const usage = seenUsage(memoryUsageStore(), oracle, mailLimits);
  Object.assign(plain, { communications, projects, usage, mailLimits });
  // With one mail a second the flow must wait for the send slot of every later mail.
  plain.account.state.maxPerSecond = 1;
  Object.assign(plain, mutation.parts?.(plain, oracle));
  /** The number of further invocations of steps that Lambda refuses. */
  let busy = 0;

  const { sendFlow: _, ...parts } = { ...plain, ...mortal(plain, processes) };
  const flow = flowWorld(parts, async (step, run, event) => {
    if (busy > 0) {
      busy -= 1;
      throw new NotRun(step);
    }
    const at = checkChanges;
    const refused = step === 'SendEmail' && (await mustRefuse({ communications, projects }, event as never));
    return processes.inProcess(run, { refused, at });
  });
  const w: World = { ...flow, sendFlow: processes.watch(flow.sendFlow) };
  /** Each request runs in a Lambda of its own, so that requests share nothing in memory. */
  const call: ReturnType<typeof apiWorld>['call'] = (...request) => apiWorld(w).call(...request);
  const { contacts, version } = await plant(plain);
  for (const { id, email } of contacts) oracle.standsAt(id, email);
  for (const user of admins) oracle.noticeReceivers.add(user.replace('usr_', 'cnt_'));

  /** Resolves with null when the caller got no answer. */
  const attempt = <T>(work: () => Promise<T>): Promise<T | null> => processes.inProcess(work).catch(() => null);

  /** Work that failed and will be tried again: events by their queue, mail by Lambda. */
  const undone: (() => Promise<boolean>)[] = [];
  const deliver = async (work: () => Promise<unknown>): Promise<void> => {
    const tryIt = async () => (await attempt(async () => [await work()])) !== null;
    if (!(await tryIt())) undone.push(tryIt);
  };
  const again = async (): Promise<void> => {
    for (const tryIt of undone.splice(0)) if (!(await tryIt())) undone.push(tryIt);
  };
  const use = { ...real, ...mutation };

  const { call: onLooker } = apiWorld(plain);
  const readers = new Map<string, ReturnType<typeof pollingReader>>();
  /** Lets an Admin's page poll each conversation. Its requests meet no fault. */
  const read = async (maxStaleMs?: number): Promise<void> => {
    const threads = new Set([...oracle.emails.values()].filter((e) => !e.heldNotice).map((e) => e.communicationId));
    for (const id of threads) {
      const path = `/projects/prj_a/communications/${id}`;
      const reader = readers.get(id) ?? pollingReader(onLooker, clock.now, 'usr_boss', path);
      readers.set(id, reader);
      const wrong = await reader.look(maxStaleMs);
      if (wrong) oracle.breach('j', `${id}: ${wrong}`);
    }
  };

  return {
    w,
    /** The same parts without faults, for the checks. */
    plain,
    clock,
    oracle,
    processes,
    ses,
    version,
    call,
    /** Makes a request that meets no fault. */
    look: (user: string, path: string) => onLooker(user, 'GET', path),
    attempt,
    undone,
    again,
    settled: flow.settled,
    read,
    redrive: flow.redrive,
    started: () => flow.sendFlow.started,
    busyFor: (invocations: number): void => {
      busy = invocations;
    },
    /** Emails of requests that were answered 202. */
    promised: new Set<string>(),
    /** SES's receipt of each incoming mail, by its id. */
    receipts: new Map<string, Receipt>(),
    /** The mail events so far. */
    events: [] as (Acceptance & { kind: string })[],
    useTrackDelivery: (body: string) => use.trackDelivery(w, body),
    tick: () => attempt(() => use.reconcile(w)),
    event: (body: string) => deliver(() => use.trackDelivery(w, body)),
    receive: (receipt: Receipt) => deliver(() => use.captureReply(w, receipt)),
    setLevel: async (userId: string, level: Level): Promise<void> => {
      checkChanges += 1;
      const member = await projects.getMember(projectId, userId);
      if (member) await projects.putMember({ ...member, level });
    },
    setGone: async (contactId: string, isGone: boolean): Promise<void> => {
      checkChanges += 1;
      if (isGone) gone.add(contactId);
      else gone.delete(contactId);
      oracle.standsAt(contactId, (await projects.getContact(projectId, contactId))?.email ?? null);
    },
    moveAddress: async (contactId: string, email: string): Promise<void> => {
      const contact = await projects.getContact(projectId, contactId);
      if (!contact) return;
      checkChanges += 1;
      oracle.standsAt(contactId, email);
      await projects.putContact({ ...contact, email });
    },
  };
};
export type System = Awaited<ReturnType<typeof newSystem>>;
