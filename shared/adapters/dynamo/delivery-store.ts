import { Delivery, storedDelivery } from '../../domain/delivery/delivery.ts';
import { deliverySortKey } from '../../domain/delivery/delivery-rules.ts';
import { type ReconcileList, reconcileListOf } from '../../domain/delivery/reconcile-lists.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { emailPartition } from './email-keys.ts';
import type { DynamoTable } from './table.ts';

/**
 * Deliveries, in the partition of their email. The state of the latest attempt is also kept outside `data`, so that a
 * write can be conditional on it. GSI2 holds the reconcile lists, and a delivery is in at most one of them. GSI3 lists
 * the deliveries of a project, GSI1 those of a project in one state.
 */

type DeliveryStore = Pick<
  CommunicationStore,
  'putDelivery' | 'getDelivery' | 'listDeliveries' | 'listForReconcile' | 'listProjectDeliveries' | 'saveDelivery'
>;

const keyOf = (emailId: string, recipientId: string) => ({ PK: emailPartition(emailId), SK: `DLV#${recipientId}` });

const reconcilePartition = (list: ReconcileList): string => `WATCH#${list}`;

const ofProject = (projectId: string): string => `DLVS#${projectId}`;
const ofProjectIn = (projectId: string, state: string): string => `${ofProject(projectId)}#${state}`;

/**
 * The index keys follow from the current state, so the write that changes the state also moves the item between lists.
 */
const indexOf = (delivery: Delivery) => {
  const sortKey = deliverySortKey(delivery);
  const { projectId } = delivery;
  const list = reconcileListOf(delivery);
  return {
    ...(list && { GSI2PK: reconcilePartition(list), GSI2SK: sortKey }),
    ...(projectId && {
      GSI1PK: ofProjectIn(projectId, delivery.latest.state),
      GSI1SK: sortKey,
      GSI3PK: ofProject(projectId),
      GSI3SK: sortKey,
    }),
  };
};

const itemOf = (delivery: Delivery) => ({
  ...keyOf(delivery.emailId, delivery.recipientId),
  ...indexOf(delivery),
  latestState: delivery.latest.state,
  data: storedDelivery(delivery),
});

export const dynamoDeliveryStore = (table: DynamoTable): DeliveryStore => ({
  putDelivery: async (delivery) => {
    await table.putIfAbsent(itemOf({ ...delivery, rev: 0 }));
  },
  getDelivery: (emailId, recipientId) => table.get(Delivery, keyOf(emailId, recipientId)),
  listDeliveries: (emailId) => table.list(Delivery, emailPartition(emailId), 'DLV#'),
  listForReconcile: (list, limit) => table.listIndex(Delivery, 'GSI2', reconcilePartition(list), limit),
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
