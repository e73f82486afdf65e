import { z } from 'zod';
import { Communication, ThreadEntry } from '../../domain/conversation/communication.ts';
import { type Audience, type Counters, everybody } from '../../domain/conversation/revision.ts';
import { notYetJoined } from '../../domain/conversation/thread-people.ts';
import { ServiceError } from '../../domain/errors.ts';
import { Instant } from '../../domain/text.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import type { DynamoTable } from './table.ts';

/**
 * Conversations with their thread entries and read marks, each in a partition of its own. GSI1 lists those of an
 * invoice and GSI3 those of a project, by their last activity.
 */

type ThreadStore = Pick<
  CommunicationStore,
  | 'putCommunication'
  | 'getCommunication'
  | 'getRevised'
  | 'raiseRevision'
  | 'setPrivate'
  | 'joinCommunication'
  | 'stopRelays'
  | 'resumeRelays'
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
/** An invoice's id comes from the system that owns it and need not be unique outside its project. */
const invoicePartition = (projectId: string, invoiceId: string): string => `INV#${projectId}#${invoiceId}`;
const projectPartition = (projectId: string): string => `PRJ#${projectId}`;
const activityKey = (at: string, communicationId: string): string => `${at}#${communicationId}`;

/** Counters are kept beside `data`, because DynamoDB's ADD works on top-level attributes only. */
const counterPrefix = 'rev ';
const counter = (audience: Audience): string => `${counterPrefix}${audience}`;
const Revised = z.looseObject({ data: Communication });
const countersIn = (item: Record<string, unknown>): Counters =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => name.startsWith(counterPrefix))
      .map(([name, value]) => [name.slice(counterPrefix.length), Number(value)]),
  );

/** An attempt fails only when another email has added people meanwhile; ten times in a row is no normal use. */
const mostJoinAttempts = 10;

export const dynamoThreadStore = (table: DynamoTable): ThreadStore => {
  const getCommunication = (id: string) => table.get(Communication, keyOf(id));
  const raiseRevision = async (id: string, audiences: readonly Audience[]): Promise<void> => {
    if (audiences.length === 0) return;
    const raise = audiences.map(counter);
    await table.updateIf(keyOf(id), {
      expression: '',
      condition: 'attribute_exists(PK)',
      names: [],
      values: {},
      raise,
    });
  };
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
    getRevised: async (id) => {
      const item = await table.getItem(Revised, keyOf(id));
      return item && { communication: item.data, counters: countersIn(item) };
    },
    raiseRevision,
    setPrivate: async (id, value) => {
      const there = await table.updateIf(keyOf(id), {
        expression: 'SET #data.#private = :value',
        condition: 'attribute_exists(PK)',
        names: ['data', 'private'],
        values: { value },
        raise: [everybody].map(counter),
      });
      return there ? getCommunication(id) : null;
    },
    joinCommunication: async (id, people, audiences = []) => {
      // Two emails may add people at the same time. The list only grows, so its length shows whether it has changed.
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
          raise: audiences.map(counter),
        });
        if (added) return;
      }
      throw new ServiceError('unavailable', 'join-contended', (say) => say.service.conversationBusy);
    },
    stopRelays: async (id, at) => {
      await table.updateIf(keyOf(id), {
        expression: 'SET #data.#relaysStoppedAt = :at',
        condition: 'attribute_exists(PK) AND attribute_not_exists(#data.#relaysStoppedAt)',
        names: ['data', 'relaysStoppedAt'],
        values: { at },
      });
    },
    resumeRelays: async (id, at) => {
      await table.updateIf(keyOf(id), {
        expression: 'SET #data.#relaysFrom = :at REMOVE #data.#relaysStoppedAt',
        condition: 'attribute_exists(#data.#relaysStoppedAt)',
        names: ['data', 'relaysStoppedAt', 'relaysFrom'],
        values: { at },
      });
    },
    touchCommunication: async (id, at, audiences = []) => {
      const moved = await table.updateIf(keyOf(id), {
        expression: 'SET #data.#lastActivityAt = :at, GSI1SK = :key, GSI3SK = :key',
        condition: '#data.#lastActivityAt < :at',
        names: ['data', 'lastActivityAt'],
        values: { at, key: activityKey(at, id) },
        raise: audiences.map(counter),
      });
      if (!moved) await raiseRevision(id, audiences);
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
