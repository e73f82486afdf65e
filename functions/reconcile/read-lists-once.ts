import type { ReconcileList } from '../../shared/domain/delivery/reconcile-lists.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { mostListed } from './each-alone.ts';

type Deps = Pick<Ports, 'communications'>;
type List = Ports['communications']['listForReconcile'];

/**
 * Within one tick each list is read once, whichever sweeps ask for it. What a sweep has moved since, those after it find
 * out when they write, as they must of anything that an index says; and the next tick reads anew.
 */
export const readListsOnce = <D extends Deps>(deps: D): D => {
  const { communications } = deps;
  const read = new Map<ReconcileList, ReturnType<List>>();
  const listForReconcile: List = (watch, limit) => {
    const list = read.get(watch) ?? communications.listForReconcile(watch, mostListed);
    read.set(watch, list);
    // Recovery: the next sweep that needs the list asks again.
    list.catch(() => read.delete(watch));
    return list.then((found) => found.slice(0, limit));
  };
  return { ...deps, communications: { ...communications, listForReconcile: listForReconcile } };
};
