import type { Email } from '../../shared/domain/email.ts';
import { type HeldEmail, isHeldEmail } from '../../shared/domain/quarantine.ts';
import type { CommunicationStore } from '../../shared/domain/store-ports.ts';

/** The part of the memory store that is about mail held back, over its own map of emails. */

type Part = Pick<
  CommunicationStore,
  'listQuarantine' | 'listHeldBack' | 'decideQuarantine' | 'finishRelease' | 'setTellAt'
>;

const placeIn = (which: 'held' | 'handled', { id, createdAt, held }: HeldEmail): string =>
  `${which === 'handled' ? held.handled?.at : createdAt}#${id}`;

export const memoryQuarantine = (emails: Map<string, Email>): Part => {
  const held = (): HeldEmail[] =>
    [...emails.values()].flatMap((email) => (email.direction === 'incoming' && isHeldEmail(email) ? [email] : []));
  const find = (emailId: string): HeldEmail | undefined => held().find(({ id }) => id === emailId);
  return {
    listQuarantine: async (projectId, which, limit, after) => {
      const place = (email: HeldEmail) => placeIn(which, email);
      const all = held()
        .filter(
          (email) => email.projectId === projectId && (which === 'handled') === (email.held.handled !== undefined),
        )
        .sort((a, b) => (place(a) > place(b) ? -1 : 1));
      const rest = after === null ? all : all.filter((email) => place(email) < after);
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return { items: structuredClone(items), next: last && rest.length > limit ? place(last) : null };
    },
    listHeldBack: async (what, limit) => {
      const place = ({ id, createdAt, held: { tellAt } }: HeldEmail) =>
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
