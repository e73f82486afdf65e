import { Communication, ThreadEntry } from '../domain/communication.ts';
import { ServiceError } from '../domain/errors.ts';
import type { CommunicationStore } from '../domain/store-ports.ts';
import { Instant } from '../domain/text.ts';
import { notYetJoined } from '../domain/thread-people.ts';
import type { DynamoTable } from './dynamo-table.ts';

/** Communications with their thread's index and read marks: one partition each. GSI1 and GSI3 list by last activity. */

type ThreadStore = Pick<
  CommunicationStore,
  | 'putCommunication'
  | 'getCommunication'
  | 'setPrivate'
  | 'joinCommunication'
  | 'touchCommunication'
  | 'listByInvoice'
  | 'listByProject'
  | 'putEntry'
  | 'listEntries'
  | 'getReadAt'
  | 'setReadAt'
>;

const partition = (communicationId: string): string => `COM#${communicationId}`;
const keyOf = (communicationId: string) => ({ PK: partition(communicationId), SK: 'COMMUNICATION' });
const readKeyOf = (communicationId: string, userId: string) => ({
  PK: partition(communicationId),
  SK: `READ#${userId}`,
});
/** An invoice's id is its owner's own and need not be unique beyond its project. */
const invoicePartition = (projectId: string, invoiceId: string): string => `INV#${projectId}#${invoiceId}`;
const projectPartition = (projectId: string): string => `PRJ#${projectId}`;
const activityKey = (at: string, communicationId: string): string => `${at}#${communicationId}`;

/** More emails than this are not sent from one tab at the same moment. */
const mostJoinAttempts = 10;

export const dynamoThreadStore = (table: DynamoTable): ThreadStore => {
  const getCommunication = (id: string) => table.get(Communication, keyOf(id));
  return {
    putCommunication: async (communication) => {
      const { id, projectId, invoiceId, lastActivityAt } = communication;
      await table.putIfAbsent({
        ...keyOf(id),
        GSI1PK: invoicePartition(projectId, invoiceId),
        GSI1SK: activityKey(lastActivityAt, id),
        GSI3PK: projectPartition(projectId),
        GSI3SK: activityKey(lastActivityAt, id),
        data: communication,
      });
    },
    getCommunication,
    setPrivate: async (id, value) => {
      const there = await table.updateIf(keyOf(id), {
        expression: 'SET #data.#private = :value',
        condition: 'attribute_exists(PK)',
        names: ['data', 'private'],
        values: { value },
      });
      return there ? getCommunication(id) : null;
    },
    joinCommunication: async (id, people) => {
      // Two emails may bring people in at once. The list only grows: its length says whether it is still the one that was read.
      for (let attempt = 0; attempt < mostJoinAttempts; attempt += 1) {
        const stored = await getCommunication(id);
        const missing = stored ? notYetJoined(stored, people) : [];
        if (!stored || missing.length === 0) return;
        const known = stored.joined ?? [];
        const added = await table.updateIf(keyOf(id), {
          expression: 'SET #data.#joined = :all',
          condition: known.length === 0 ? 'attribute_not_exists(#data.#joined)' : 'size(#data.#joined) = :known',
          names: ['data', 'joined'],
          values: { all: [...known, ...missing], ...(known.length === 0 ? {} : { known: known.length }) },
        });
        if (added) return;
      }
      throw new ServiceError('unavailable', 'join-contended', 'Others are writing to this conversation.');
    },
    touchCommunication: async (id, at) => {
      await table.updateIf(keyOf(id), {
        expression: 'SET #data.#lastActivityAt = :at, GSI1SK = :key, GSI3SK = :key',
        condition: '#data.#lastActivityAt < :at',
        names: ['data', 'lastActivityAt'],
        values: { at, key: activityKey(at, id) },
      });
    },
    listByInvoice: (projectId, invoiceId, limit, after) =>
      table.pageIndex(Communication, 'GSI1', invoicePartition(projectId, invoiceId), { limit, after }),
    listByProject: (projectId, limit, after) =>
      table.pageIndex(Communication, 'GSI3', projectPartition(projectId), { limit, after }),

    putEntry: async (entry) => {
      const SK = `ENTRY#${entry.createdAt}#${entry.emailId}`;
      await table.putIfAbsent({ PK: partition(entry.communicationId), SK, data: entry });
    },
    listEntries: (communicationId) => table.list(ThreadEntry, partition(communicationId), 'ENTRY#'),
    getReadAt: (communicationId, userId) => table.get(Instant, readKeyOf(communicationId, userId)),
    setReadAt: (communicationId, userId, at) => table.put({ ...readKeyOf(communicationId, userId), data: at }),
  };
};
