import type { ReconcileList } from '../../shared/domain/delivery/reconcile-lists.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'communications'>;
type List = Ports['communications']['listForReconcile'];

/**
 * Reads each list once per tick, however many sweeps need it. If an earlier sweep has moved an item meanwhile, the
 * condition of a later sweep's write fails, as it may with anything read from an index; the next tick reads again.
 */
export const readListsOnce = <D extends Deps>(deps: D): D => {
  const { communications } = deps;
  const read = new Map<ReconcileList, ReturnType<List>>();
  const listForReconcile: List = (name, limit) => {
    const list = read.get(name) ?? communications.listForReconcile(name, mostListed);
    read.set(name, list);
    // Recovery: the next sweep that needs the list reads it again.
    list.catch(() => read.delete(name));
    return list.then((found) => found.slice(0, limit));
  };
  return { ...deps, communications: { ...communications, listForReconcile } };
};
