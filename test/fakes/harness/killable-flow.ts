import { type World, world } from '../worlds/world.ts';
import { type FlowWorld, flowWorld } from './flow-runner.ts';
import { type KillPlan, killSwitch } from './kill-switch.ts';

type Watched = 'communications' | 'projects' | 'files' | 'mailer' | 'account' | 'sendSlots' | 'keys' | 'renderer';

/**
 * A world whose flow's steps are processes that may be killed at any call to the named ports or to the flow itself. A
 * test can prepare `parts` before, since direct calls to them are not counted.
 */
export const killableFlow = (plan: KillPlan, names: readonly Watched[], parts: World = world()) => {
  const { watch, inProcess, calls } = killSwitch(plan);
  const watched = Object.fromEntries(names.map((name) => [name, watch<object>(parts[name], name)])) as Partial<World>;
  const flow = flowWorld({ clock: parts.clock, ...watched }, (_, run) => inProcess(run));
  const w: FlowWorld = { ...flow, sendFlow: watch(flow.sendFlow, 'sendFlow') };
  return { w, inProcess, calls };
};
