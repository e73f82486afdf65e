import fc from 'fast-check';
import { latestAttempt } from '../../shared/domain/delivery/delivery-rules.ts';
import { checkAtRest, everyDelivery } from './at-rest.ts';
import { happen } from './commands.ts';
import { type Happening, story } from './happenings.ts';
import { type Mutation, newSystem, type System } from './system.ts';

/** Runs the model: any sequence of happenings, and after each the oracle has seen no breach. */

/** What the runs came by: a model that never gets anywhere breaks no rule either. */
type Seen = Record<'mails' | 'relays' | 'notices' | 'resent' | 'doubtful' | 'inDoubtAtRest', number>;

const lookFor = (breaches: readonly string[], at: string): void => {
  if (breaches.length > 0) throw new Error(`${at}: ${breaches.join('; ')}`);
};

const count = async (s: System, seen: Seen): Promise<void> => {
  const kinds = s.oracle.acceptances.map(({ emailId }) => s.oracle.emails.get(emailId)?.kind);
  const deliveries = await everyDelivery(s);
  seen.mails += kinds.length;
  seen.relays += kinds.filter((kind) => kind === 'relay').length;
  seen.notices += kinds.filter((kind) => kind === 'notice').length;
  seen.resent += deliveries.filter(({ attempts }) => attempts.length > 1).length;
  seen.doubtful += deliveries.filter((d) =>
    d.attempts.some((a) => a.history.some((h) => h.state === 'unconfirmed')),
  ).length;
  seen.inDoubtAtRest += deliveries.filter((d) => latestAttempt(d).state === 'unconfirmed').length;
};

const runOnce = async (happenings: readonly Happening[], mutation: Mutation, seen: Seen): Promise<void> => {
  const system = await newSystem(mutation);
  for (const [i, h] of happenings.entries()) {
    await happen(system, h);
    lookFor(system.oracle.breaches, `after happening ${i + 1}, ${h.what}`);
  }
  await checkAtRest(system);
  lookFor(system.oracle.breaches, 'at rest');
  await count(system, seen);
};

/** Another run of the same seed is the same run: MODEL_SEED=… npm run test:model. */
const newSeed = (): number => Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A failure names its seed, its path and the shortest happenings found. `shrink: false` stops at the first. */
export const runModel = async (
  runs: number,
  { mutation = {}, shrink = true, seed = newSeed() }: { mutation?: Mutation; shrink?: boolean; seed?: number } = {},
) => {
  const seen: Seen = { mails: 0, relays: 0, notices: 0, resent: 0, doubtful: 0, inDoubtAtRest: 0 };
  const details = await fc.check(
    fc.asyncProperty(story, (list) => runOnce(list, mutation, seen)),
    // A run takes milliseconds: one that takes this long is stuck, which is a failure like any other.
    { numRuns: runs, seed, endOnFailure: !shrink, timeout: 20_000 },
  );
  const report = details.failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}` : '';
  return { seed, runs: details.numRuns, failed: details.failed, report, seen };
};

export const summary = ({ seed, runs, failed, seen }: Awaited<ReturnType<typeof runModel>>): string =>
  `protocol model: ${runs} runs, seed ${seed}, ${failed ? 'a counterexample' : 'no counterexample'}; ${JSON.stringify(seen)}`;
