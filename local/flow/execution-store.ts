import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Executions on disk, one file each: as on AWS, a name stays taken after its execution ended and after a restart. */

export const Execution = z.object({
  arn: z.string(),
  machineArn: z.string(),
  name: z.string(),
  input: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});
export type Execution = z.infer<typeof Execution>;

export type ExecutionStore = {
  get(arn: string): Execution | undefined;
  /** Newest first. */
  list(machineArn: string): Execution[];
  /** The execution is on disk when this returns. */
  save(execution: Execution): void;
};

export const executionStore = (dataDir: string): ExecutionStore => {
  const dir = join(dataDir, 'executions');
  mkdirSync(dir, { recursive: true });
  const all = new Map<string, Execution>();
  const file = ({ arn }: Execution): string =>
    join(dir, `${encodeURIComponent(arn.split(':').slice(-2).join(':'))}.json`);
  const save = (execution: Execution): void => {
    // Renaming is atomic: if the process is killed, either the old file or the new one remains.
    writeFileSync(`${file(execution)}.new`, JSON.stringify(execution));
    renameSync(`${file(execution)}.new`, file(execution));
    all.set(execution.arn, execution);
  };
  for (const name of readdirSync(dir).filter((one) => one.endsWith('.json'))) {
    const execution = Execution.parse(JSON.parse(readFileSync(join(dir, name), 'utf8')));
    all.set(execution.arn, execution);
  }
  // On AWS these executions would have continued; here their process is gone. They end with an error of their own,
  // which leaves their emails open, and reconcile starts a new run of each.
  for (const execution of all.values()) {
    if (execution.status !== 'RUNNING') continue;
    const cause = 'The local run was stopped while this execution was under way';
    save({ ...execution, status: 'FAILED', endedAt: Date.now(), error: 'LocalRestart', cause });
  }
  return {
    get: (arn) => all.get(arn),
    save,
    list: (machineArn) =>
      [...all.values()]
        .filter((execution) => execution.machineArn === machineArn)
        .toSorted((a, b) => b.startedAt - a.startedAt),
  };
};
