import { Delivery } from '../../domain/delivery/delivery.ts';
import { deliverySortKey, latestAttempt } from '../../domain/delivery/delivery-rules.ts';
import { type ReconcileList, reconcileListOf } from '../../domain/delivery/reconcile-lists.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { emailPartition } from './email-keys.ts';
import type { DynamoTable } from './table.ts';

/**
 * Deliveries, beside their email. `latestState` stands outside `data` so that a write can depend on it. GSI2 lists those
 * that reconcile looks after; each is in one of its lists or in none. GSI3 lists a project's, GSI1 those in one state.
 */

type DeliveryStore = Pick<
  CommunicationStore,
  'putDelivery' | 'getDelivery' | 'listDeliveries' | 'listForReconcile' | 'listProjectDeliveries' | 'saveDelivery'
>;

const keyOf = (emailId: string, recipientId: string) => ({ PK: emailPartition(emailId), SK: `DLV#${recipientId}` });

const watched = (watch: ReconcileList): string => `WATCH#${watch}`;

const ofProject = (projectId: string): string => `DLVS#${projectId}`;
const ofProjectIn = (projectId: string, state: string): string => `${ofProject(projectId)}#${state}`;

/** Whatever place an index gives it is that of its state now: a write that moves it takes it from one list to another. */
const indexOf = (delivery: Delivery) => {
  const place = deliverySortKey(delivery);
  const { projectId } = delivery;
  const watch = reconcileListOf(delivery);
  return {
    ...(watch && { GSI2PK: watched(watch), GSI2SK: place }),
    ...(projectId && {
      GSI1PK: ofProjectIn(projectId, latestAttempt(delivery).state),
      GSI1SK: place,
      GSI3PK: ofProject(projectId),
      GSI3SK: place,
    }),
  };
};

const itemOf = (delivery: Delivery) => ({
  ...keyOf(delivery.emailId, delivery.recipientId),
  ...indexOf(delivery),
  latestState: latestAttempt(delivery).state,
  data: delivery,
});

export const dynamoDeliveryStore = (table: DynamoTable): DeliveryStore => ({
  putDelivery: async (delivery) => {
    await table.putIfAbsent(itemOf({ ...delivery, rev: 0 }));
  },
  getDelivery: (emailId, recipientId) => table.get(Delivery, keyOf(emailId, recipientId)),
  listDeliveries: (emailId) => table.list(Delivery, emailPartition(emailId), 'DLV#'),
  listForReconcile: (watch, limit) => table.listIndex(Delivery, 'GSI2', watched(watch), limit),
  listProjectDeliveries: (projectId, state, limit, before) =>
    state === null
      ? table.listIndexBefore(Delivery, 'GSI3', ofProject(projectId), { limit, before })
      : table.listIndexBefore(Delivery, 'GSI1', ofProjectIn(projectId, state), { limit, before }),
  saveDelivery: (delivery, from) =>
    table.putIf(itemOf({ ...delivery, rev: delivery.rev + 1 }), {
      condition: '#data.#rev = :rev AND #latestState = :from',
      names: ['data', 'rev', 'latestState'],
      values: { rev: delivery.rev, from },
    }),
});
