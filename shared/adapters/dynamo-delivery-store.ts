import { Delivery } from '../domain/delivery.ts';
import { latestAttempt } from '../domain/delivery-rules.ts';
import type { CommunicationStore } from '../domain/ports.ts';
import { type Watch, watchOf } from '../domain/watch.ts';
import { emailPartition } from './dynamo-email-store.ts';
import type { DynamoTable } from './dynamo-table.ts';

/**
 * Deliveries, beside their email. `latestState` stands outside `data` so that a write can depend on it. GSI2 lists those
 * that reconcile looks after; each is in one of its lists or in none.
 */

type DeliveryStore = Pick<
  CommunicationStore,
  'putDelivery' | 'getDelivery' | 'listDeliveries' | 'listWatched' | 'saveDelivery'
>;

const keyOf = (emailId: string, recipientId: string) => ({ PK: emailPartition(emailId), SK: `DLV#${recipientId}` });

const watched = (watch: Watch): string => `WATCH#${watch}`;

const indexOf = (delivery: Delivery) => {
  const watch = watchOf(delivery);
  const { at } = latestAttempt(delivery);
  return watch && { GSI2PK: watched(watch), GSI2SK: `${at}#${delivery.emailId}#${delivery.recipientId}` };
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
  listWatched: (watch, limit) => table.listIndex(Delivery, 'GSI2', watched(watch), limit),
  saveDelivery: (delivery, from) =>
    table.putIf(itemOf({ ...delivery, rev: delivery.rev + 1 }), {
      condition: '#data.#rev = :rev AND #latestState = :from',
      names: ['data', 'rev', 'latestState'],
      values: { rev: delivery.rev, from },
    }),
});
