import type { Email } from '../../../shared/domain/conversation/email.ts';
import { isQuarantined, type QuarantinedEmail } from '../../../shared/domain/conversation/quarantine.ts';
import type { QuarantineGroup } from '../../../shared/domain/conversation/quarantine-facts.ts';
import type { CommunicationStore, Page } from '../../../shared/ports/store-ports.ts';

/** The part of the memory store that handles quarantined mail, on its own map of emails. */

type Part = Pick<
  CommunicationStore,
  | 'listQuarantine'
  | 'listBeyond'
  | 'listQuarantineGroups'
  | 'countBeyond'
  | 'listQuarantineSlice'
  | 'listQuarantinedFor'
  | 'decideQuarantine'
  | 'finishRelease'
  | 'setTellAt'
>;

const placeIn = (which: 'held' | 'handled', { id, createdAt, held }: QuarantinedEmail): string =>
  `${which === 'handled' ? held.handled?.at : createdAt}#${id}`;

const isListed = ({ held }: QuarantinedEmail): boolean => held.handled === undefined && held.beyond === undefined;

const sliceOf = (emailId: string, of: number): number =>
  [...emailId].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 999_983, 7) % of;

const pageOf = <T>(all: T[], place: (item: T) => string, limit: number, after: string | null): Page<T> => {
  const rest = after === null ? all : all.filter((item) => place(item) < after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items: structuredClone(items), next: last && rest.length > limit ? place(last) : null };
};

export const memoryQuarantine = (emails: Map<string, Email>): Part => {
  const groups = new Map<string, QuarantineGroup>();
  const held = (): QuarantinedEmail[] =>
    [...emails.values()].flatMap((email) => (email.direction === 'incoming' && isQuarantined(email) ? [email] : []));
  const find = (emailId: string): QuarantinedEmail | undefined => held().find(({ id }) => id === emailId);
  return {
    listQuarantine: async (projectId, which, limit, after) => {
      const place = (email: QuarantinedEmail) => placeIn(which, email);
      const all = held()
        .filter(
          (email) =>
            email.projectId === projectId && (which === 'handled' ? email.held.handled !== undefined : isListed(email)),
        )
        .sort((a, b) => (place(a) > place(b) ? -1 : 1));
      return pageOf(all, place, limit, after);
    },
    listBeyond: async ({ projectId, communicationId, hour }, limit, after) => {
      const place = (email: QuarantinedEmail) => placeIn('held', email);
      const all = held()
        .filter((email) => email.projectId === projectId && email.communicationId === communicationId)
        .filter((email) => email.held.beyond === hour && email.held.handled === undefined)
        .sort((a, b) => (place(a) > place(b) ? -1 : 1));
      return pageOf(all, place, limit, after);
    },
    listQuarantineGroups: async (projectId, limit, after) => {
      const place = ({ hour, communicationId }: QuarantineGroup) => `${hour}#${communicationId}`;
      const all = [...groups.values()]
        .filter((group) => group.projectId === projectId && group.count > 0)
        .sort((a, b) => (place(a) > place(b) ? -1 : 1));
      return pageOf(all, place, limit, after);
    },
    countBeyond: async (group, by) => {
      const key = `${group.projectId} ${group.hour} ${group.communicationId}`;
      const count = Math.max(0, (groups.get(key)?.count ?? 0) + by);
      if (by > 0 || groups.has(key)) groups.set(key, { ...group, count });
    },
    listQuarantineSlice: async (slice, of) =>
      structuredClone(held().filter((email) => email.held.handled === undefined && sliceOf(email.id, of) === slice)),
    listQuarantinedFor: async (what, limit) => {
      const place = ({ id, createdAt, held: { tellAt } }: QuarantinedEmail) =>
        `${what === 'untold' ? tellAt : createdAt}#${id}`;
      const due = held().filter(
        (email) => (what === 'untold' ? email.held.tellAt : email.held.unfinished) !== undefined,
      );
      return structuredClone(due.sort((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, limit));
    },
    decideQuarantine: async (decided) => {
      if (find(decided.id)?.status !== 'quarantined') return false;
      emails.set(decided.id, structuredClone(decided));
      return true;
    },
    finishRelease: async (emailId) => {
      delete find(emailId)?.held.unfinished;
    },
    setTellAt: async (emailId, at) => {
      const email = find(emailId);
      if (email?.status !== 'quarantined' || email.held.tellAt === undefined) return;
      if (at === null) delete email.held.tellAt;
      else email.held.tellAt = at;
    },
  };
};
