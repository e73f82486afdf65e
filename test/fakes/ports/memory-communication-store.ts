import { Communication, ThreadEntry } from '../../../shared/domain/conversation/communication.ts';
import { Email, type OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { type Counters, everybody } from '../../../shared/domain/conversation/revision.ts';
import { notYetJoined } from '../../../shared/domain/conversation/thread-people.ts';
import { Delivery, storedDelivery } from '../../../shared/domain/delivery/delivery.ts';
import { deliverySortKey } from '../../../shared/domain/delivery/delivery-rules.ts';
import { reconcileListOf } from '../../../shared/domain/delivery/reconcile-lists.ts';
import type { CommunicationStore, Page } from '../../../shared/ports/store-ports.ts';
import { memoryLists } from './memory-lists.ts';
import { memoryQuarantine } from './memory-quarantine.ts';

/** A page of one list of conversations, those with the newest activity first. */
const pageOf = (all: Communication[], limit: number, after: string | null): Page<Communication> => {
  const position = (c: Communication) => `${c.lastActivityAt}#${c.id}`;
  const sorted = all.toSorted((a, b) => (position(a) > position(b) ? -1 : 1));
  const from = after === null ? null : Buffer.from(after, 'base64url').toString();
  const rest = from === null ? sorted : sorted.filter((c) => position(c) < from);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const next = last && rest.length > limit ? Buffer.from(position(last)).toString('base64url') : null;
  return { items: structuredClone(items), next };
};

/** The item as it would be read after this write. */
const checked = (delivery: Delivery): Delivery => Delivery.parse(structuredClone(storedDelivery(delivery)));

const sliceOf = (emailId: string, of: number): number =>
  [...emailId].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 999_983, 7) % of;

/** CommunicationStore on plain maps. test/contracts runs the same suite on this and on DynamoDB. */
export const memoryCommunicationStore = (): CommunicationStore => {
  const emails = new Map<string, Email>();
  const communications = new Map<string, Communication>();
  const entries = new Map<string, ThreadEntry>();
  const readAt = new Map<string, string>();
  const counters = new Map<string, Counters>();
  const deliveries = new Map<string, Delivery>();
  const messageIds = new Map<string, Map<string, { communicationId: string; emailId: string }>>();
  const facts = new Map<string, string>();
  const outgoing = (emailId: string): OutgoingEmail | null => {
    const email = emails.get(emailId);
    return email?.direction === 'outgoing' ? email : null;
  };
  const raise = (id: string, audiences: readonly string[]): void => {
    if (!communications.has(id)) return;
    const known = counters.get(id) ?? {};
    const raised = audiences.map((audience) => [audience, (known[audience] ?? 0) + 1]);
    counters.set(id, { ...known, ...Object.fromEntries(raised) });
  };
  const all = (keep: (c: Communication) => boolean) => [...communications.values()].filter(keep);

  return {
    commitEmail: async (email) => {
      const stored = emails.get(email.id);
      if (!stored) emails.set(email.id, Email.parse(structuredClone(email)));
      return structuredClone(stored ?? null);
    },
    getEmail: async (emailId) => structuredClone(emails.get(emailId) ?? null),
    addMessageId: async (emailId, messageId) => {
      const email = emails.get(emailId);
      if (email && !email.messageIds.includes(messageId)) email.messageIds.push(messageId);
    },
    listOpenEmails: async (limit) =>
      structuredClone(
        [...emails.values()]
          .filter((e): e is OutgoingEmail => e.direction === 'outgoing' && e.settledAt === null)
          .sort((a, b) => (`${a.createdAt}#${a.id}` < `${b.createdAt}#${b.id}` ? -1 : 1))
          .slice(0, limit),
      ),
    settleEmail: async (emailId, run, at) => {
      const email = outgoing(emailId);
      if (email?.run === run && email.settledAt === null) email.settledAt = at;
    },
    nextRun: async (emailId, from, at) => {
      const email = outgoing(emailId);
      if (email?.run !== from) return false;
      Object.assign(email, { run: from + 1, runAt: at, settledAt: null });
      return true;
    },

    putCommunication: async (communication) => {
      if (communications.has(communication.id)) return;
      communications.set(communication.id, Communication.parse(structuredClone(communication)));
    },
    getCommunication: async (id) => structuredClone(communications.get(id) ?? null),
    getRevised: async (id) => {
      const communication = communications.get(id);
      return structuredClone(communication ? { communication, counters: counters.get(id) ?? {} } : null);
    },
    raiseRevision: async (id, audiences) => raise(id, audiences),
    setPrivate: async (id, value) => {
      const communication = communications.get(id);
      if (communication) communication.private = value;
      raise(id, [everybody]);
      return structuredClone(communication ?? null);
    },
    joinCommunication: async (id, people, audiences = []) => {
      const communication = communications.get(id);
      const missing = communication ? notYetJoined(communication, structuredClone(people)) : [];
      if (!communication || missing.length === 0) return;
      communication.joined = [...(communication.joined ?? []), ...missing];
      raise(id, audiences);
    },
    stopRelays: async (id, at) => {
      const found = communications.get(id);
      if (found) found.relaysStoppedAt ??= at;
    },
    resumeRelays: async (id, at) => {
      const found = communications.get(id);
      if (found?.relaysStoppedAt === undefined) return;
      delete found.relaysStoppedAt;
      found.relaysFrom = at;
    },
    touchCommunication: async (id, at, audiences = []) => {
      const communication = communications.get(id);
      if (communication && communication.lastActivityAt < at) communication.lastActivityAt = at;
      raise(id, audiences);
    },
    listByInvoice: async (projectId, invoiceId, limit, after) =>
      pageOf(
        all((c) => c.projectId === projectId && c.invoiceId === invoiceId),
        limit,
        after,
      ),
    listByProject: async (projectId, limit, after) =>
      pageOf(
        all((c) => c.projectId === projectId),
        limit,
        after,
      ),

    putEntry: async (entry) => {
      const key = `${entry.communicationId}/${entry.createdAt}#${entry.emailId}`;
      if (!entries.has(key)) entries.set(key, ThreadEntry.parse(structuredClone(entry)));
    },
    listEntries: async (communicationId) =>
      [...entries.entries()]
        .filter(([, entry]) => entry.communicationId === communicationId)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, entry]) => structuredClone(entry)),
    getReadAt: async (communicationId, userId) => readAt.get(`${communicationId}/${userId}`) ?? null,
    setReadAt: async (communicationId, userId, at) => void readAt.set(`${communicationId}/${userId}`, at),

    putDelivery: async (delivery) => {
      const key = `${delivery.emailId}/${delivery.recipientId}`;
      if (!deliveries.has(key)) deliveries.set(key, checked({ ...delivery, rev: 0 }));
    },
    getDelivery: async (emailId, recipientId) => structuredClone(deliveries.get(`${emailId}/${recipientId}`) ?? null),
    listDeliveries: async (emailId) =>
      [...deliveries.values()]
        .filter((d) => d.emailId === emailId)
        .sort((a, b) => (a.recipientId < b.recipientId ? -1 : 1))
        .map((d) => structuredClone(d)),
    listForReconcile: async (watch, limit) =>
      [...deliveries.values()]
        .filter((d) => reconcileListOf(d) === watch)
        .sort((a, b) => (deliverySortKey(a) < deliverySortKey(b) ? -1 : 1))
        .slice(0, limit)
        .map((d) => structuredClone(d)),
    listProjectDeliveries: async (projectId, state, limit, before) =>
      [...deliveries.values()]
        .filter((d) => d.projectId === projectId && (state === null || d.latest.state === state))
        .filter((d) => before === null || deliverySortKey(d) < before)
        .sort((a, b) => (deliverySortKey(a) > deliverySortKey(b) ? -1 : 1))
        .slice(0, limit)
        .map((d) => structuredClone(d)),
    listSlice: async (slice, of) =>
      [...emails.values()]
        .filter((e): e is OutgoingEmail => e.direction === 'outgoing' && sliceOf(e.id, of) === slice)
        .map((email) => ({ email, deliveries: [...deliveries.values()].filter((d) => d.emailId === email.id) }))
        .map((one) => structuredClone(one)),
    saveDelivery: async (delivery, from) => {
      const key = `${delivery.emailId}/${delivery.recipientId}`;
      const stored = deliveries.get(key);
      if (stored?.rev !== delivery.rev || stored.latest.state !== from) return false;
      deliveries.set(key, checked({ ...delivery, rev: delivery.rev + 1 }));
      return true;
    },

    putMessageId: async (messageId, communicationId, emailId) => {
      const threads = messageIds.get(messageId) ?? new Map();
      messageIds.set(messageId, threads.set(`${communicationId}/${emailId}`, { communicationId, emailId }));
    },
    findByMessageId: async (messageId) => [...(messageIds.get(messageId)?.values() ?? [])],
    putFact: async (fact, value) => {
      const stored = facts.get(fact);
      if (stored === undefined) facts.set(fact, value);
      return stored ?? null;
    },
    getFact: async (fact) => facts.get(fact) ?? null,

    ...memoryQuarantine(emails),
    ...memoryLists(communications),
  };
};
