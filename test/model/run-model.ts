import fc from 'fast-check';
import { attemptsOf } from '../../shared/domain/delivery/delivery.ts';
import { checkAtRest, everyDelivery } from './at-rest.ts';
import { runCommand } from './commands.ts';
import { type Command, story } from './story.ts';
import { type Mutation, newSystem, type System } from './system.ts';

/** Runs the model: a random sequence of commands, after each of which the oracle must have seen no breach. */

/** Counts of what happened in the runs, since a model in which nothing happens would break no rule either. */
const nothing = {
  ...{ mails: 0, relays: 0, notices: 0, resent: 0, doubtful: 0, inDoubtAtRest: 0 },
  ...{ waited: 0, passedOn: 0, stopped: 0, held: 0, beyond: 0, released: 0, former: 0, reports: 0, lateNotices: 0 },
};
type Seen = typeof nothing;

const throwBreaches = (breaches: readonly string[], at: string): void => {
  if (breaches.length > 0) throw new Error(`${at}: ${breaches.join('; ')}`);
};

const countIncoming = ({ oracle: { incoming, emails } }: System, seen: Seen): void => {
  const kept = [...incoming.kept.values()];
  seen.waited += kept.filter(({ relayWaits }) => relayWaits).length;
  seen.passedOn += [...emails.values()].filter(({ passedOn }) => passedOn).length;
  seen.stopped += kept.filter(({ relayWaits }) => relayWaits === 'daily_cap').length;
  seen.held += kept.filter(({ held }) => held).length;
  seen.beyond += kept.filter(({ held }) => held?.beyond).length;
  seen.released += kept.filter(({ held }) => held?.handled?.action === 'released').length;
  seen.former += kept.filter(({ held }) => held?.reason === 'former_address').length;
  seen.reports += incoming.notes.size;
  seen.lateNotices += incoming.lateNotices.size;
};

const count = async (s: System, seen: Seen): Promise<void> => {
  const kinds = s.oracle.acceptances.map(({ emailId }) => s.oracle.emails.get(emailId)?.kind);
  const deliveries = await everyDelivery(s);
  seen.mails += kinds.length;
  seen.relays += kinds.filter((kind) => kind === 'relay').length;
  seen.notices += kinds.filter((kind) => kind === 'notice').length;
  seen.resent += deliveries.filter(({ earlier }) => earlier.length > 0).length;
  seen.doubtful += deliveries.filter((d) =>
    attemptsOf(d).some((a) => a.history.some((h) => h.state === 'unconfirmed')),
  ).length;
  countIncoming(s, seen);
  seen.inDoubtAtRest += deliveries.filter((d) => d.latest.state === 'unconfirmed').length;
};

const runOnce = async (commands: readonly Command[], mutation: Mutation, seen: Seen): Promise<void> => {
  const system = await newSystem(mutation);
  for (const [i, command] of commands.entries()) {
    await runCommand(system, command);
    throwBreaches(system.oracle.breaches, `after command ${i + 1}, ${command.what}`);
  }
  await checkAtRest(system);
  throwBreaches(system.oracle.breaches, 'at rest');
  await count(system, seen);
};

/** A run with the same seed is the same run: MODEL_SEED=… npm run test:model. */
const newSeed = (): number => Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A failure names its seed, its path and the shortest sequence found. `shrink: false` stops at the first one. */
export const runModel = async (
  runs: number,
  { mutation = {}, shrink = true, seed = newSeed() }: { mutation?: Mutation; shrink?: boolean; seed?: number } = {},
) => {
  const seen: Seen = { ...nothing };
  const details = await fc.check(
    fc.asyncProperty(story, (list) => runOnce(list, mutation, seen)),
    // A run takes milliseconds, so one that takes this long is stuck, which counts as a failure.
    { numRuns: runs, seed, endOnFailure: !shrink, timeout: 20_000 },
  );
  const report = details.failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}` : '';
  return { seed, runs: details.numRuns, failed: details.failed, report, seen };
};

export const summary = ({ seed, runs, failed, seen }: Awaited<ReturnType<typeof runModel>>): string =>
  `protocol model: ${runs} runs, seed ${seed}, ${failed ? 'a counterexample' : 'no counterexample'}; ${JSON.stringify(seen)}`;
