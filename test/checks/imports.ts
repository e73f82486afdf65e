import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** Runs dependency-cruiser over every room, and fails when a room has no modules: an empty run would pass silently. */
const rooms = ['shared', 'functions', 'infra', 'local', 'web/src', 'test', 'bench'];
const run = spawnSync('depcruise', [...rooms, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
const Cruise = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
  modules: z.array(z.object({ source: z.string() })),
});
if (!run.stdout) {
  console.error(run.stderr);
  process.exit(1);
}
const { summary, modules } = Cruise.parse(JSON.parse(run.stdout));
for (const v of summary.violations) console.error(`${v.rule.name}: ${v.from} -> ${v.to}`);
const ours = modules.filter((m) => rooms.some((room) => m.source.startsWith(`${room}/`)));
const unseen = rooms.filter((room) => room !== 'bench' && !ours.some((m) => m.source.startsWith(`${room}/`)));
for (const room of unseen) console.error(`no module found in ${room}/`);
console.log(`imports: ${ours.length} modules, ${summary.violations.length} violations`);
process.exit(summary.violations.length === 0 && unseen.length === 0 ? 0 : 1);
