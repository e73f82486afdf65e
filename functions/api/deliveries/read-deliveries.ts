import type { z } from 'zod';
import type { DeliveryRow } from '../../../shared/api/shapes/deliveries.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import { type Access, seesCommunication } from '../../../shared/domain/conversation/permissions.ts';
import { visibleDeliveries } from '../../../shared/domain/conversation/thread-visibility.ts';
import type { Delivery, DeliveryState } from '../../../shared/domain/delivery/delivery.ts';
import { deliverySortKey } from '../../../shared/domain/delivery/delivery-rules.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

type Stores = Pick<Ports, 'projects' | 'communications'>;
type Row = z.input<typeof DeliveryRow>;
export type Wanted = { projectId: string; state: DeliveryState | null; limit: number; before: string | null };

/** Deliveries read per query: few are read unnecessarily, and a long report takes few queries. */
const batchSize = (limit: number): number => Math.min(500, Math.max(50, limit + 1));

/** Computes the value of each key once, even for calls that overlap. */
const once = <T>(work: (key: string) => Promise<T>) => {
  const known = new Map<string, Promise<T>>();
  return (key: string): Promise<T> => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
};

const rowOf = (delivery: Delivery, { invoiceId }: Communication, invoiceNumber: string): Row => {
  const { emailId, communicationId, recipientId, role, name, address } = delivery;
  const { number, state, soft, at, detail } = delivery.latest;
  const of = { invoiceId, invoiceNumber, communicationId, emailId };
  return { ...of, recipientId, role, name, address, state, soft, at, detail, attempt: number };
};

/**
 * A project's deliveries, latest first. Deliveries the viewer may not know of are removed before anything is counted,
 * so that the content of a page, and whether another follows, depend on visible ones alone.
 */
export const readDeliveries = async (
  deps: Stores,
  viewer: Access,
  { projectId, state, limit, before }: Wanted,
): Promise<{ rows: Row[]; next: string | null }> => {
  const communicationOf = once((id) => deps.communications.getCommunication(id));
  const numberOf = once(async (id) => (await deps.projects.getInvoice(projectId, id))?.number ?? '');
  const seen = async (delivery: Delivery): Promise<Row[]> => {
    const c = await communicationOf(delivery.communicationId);
    if (c?.projectId !== projectId || !seesCommunication(viewer, c)) return [];
    return visibleDeliveries(viewer, c, [delivery]).length > 0 ? [rowOf(delivery, c, await numberOf(c.invoiceId))] : [];
  };
  const size = batchSize(limit);
  const found: { row: Row; position: string }[] = [];
  let position = before;
  let more = true;
  while (more && found.length <= limit) {
    const batch = await deps.communications.listProjectDeliveries(projectId, state, size, position);
    const rows = await Promise.all(batch.map(seen));
    for (const [i, delivery] of batch.entries())
      found.push(...(rows[i] ?? []).map((row) => ({ row, position: deliverySortKey(delivery) })));
    const last = batch.at(-1);
    position = last ? deliverySortKey(last) : position;
    more = batch.length === size;
  }
  const items = found.slice(0, limit);
  return { rows: items.map(({ row }) => row), next: found.length > limit ? (items.at(-1)?.position ?? null) : null };
};
