import { Delivery } from '../domain/delivery.ts';
import { latestAttempt } from '../domain/delivery-rules.ts';
import type { CommunicationStore } from '../domain/ports.ts';
import { emailPartition } from './dynamo-email-store.ts';
import type { DynamoTable } from './dynamo-table.ts';

/** Deliveries, beside their email. `latestState` stands outside `data` so that a write can depend on it. */

type DeliveryStore = Pick<CommunicationStore, 'putDelivery' | 'getDelivery' | 'listDeliveries' | 'saveDelivery'>;

const keyOf = (emailId: string, recipientId: string) => ({ PK: emailPartition(emailId), SK: `DLV#${recipientId}` });

const itemOf = (delivery: Delivery) => ({
  ...keyOf(delivery.emailId, delivery.recipientId),
  latestState: latestAttempt(delivery).state,
  data: delivery,
});

export const dynamoDeliveryStore = (table: DynamoTable): DeliveryStore => ({
  putDelivery: async (delivery) => {
    await table.putIfAbsent(itemOf({ ...delivery, rev: 0 }));
  },
  getDelivery: (emailId, recipientId) => table.get(Delivery, keyOf(emailId, recipientId)),
  listDeliveries: (emailId) => table.list(Delivery, emailPartition(emailId), 'DLV#'),
  saveDelivery: (delivery, from) =>
    table.putIf(itemOf({ ...delivery, rev: delivery.rev + 1 }), {
      condition: '#data.#rev = :rev AND #latestState = :from',
      names: ['data', 'rev', 'latestState'],
      values: { rev: delivery.rev, from },
    }),
});
