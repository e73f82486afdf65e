import { captureReply } from '../../functions/capture-reply/capture-reply.ts';
import { relayMail } from '../../shared/actions/relay-mail.ts';
import type { Email } from '../../shared/domain/conversation/email.ts';
import { releasedAuthor } from '../../shared/domain/conversation/quarantine.ts';
import type { Delivery, DeliveryState } from '../../shared/domain/delivery/delivery.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import type { CommunicationStore } from '../../shared/ports/store-ports.ts';
import type { World } from '../fakes/worlds/world.ts';
import { budgetToken } from './incoming-oracle.ts';
import type { Mutation } from './system.ts';

/** Mutations of the protocol: each breaks one part that handles incoming mail. */

/** `breaks` lists the invariants that can find the mutation. One of them must. */
export type Broken = { breaks: string; mutation: Mutation };

export const inStore = (change: (store: CommunicationStore) => Partial<CommunicationStore>): Mutation => ({
  parts: ({ communications }) =>
    ({ communications: { ...communications, ...change(communications) } }) as Partial<World>,
});

export const inState = (delivery: Delivery, state: DeliveryState): Delivery => ({
  ...delivery,
  latest: { ...delivery.latest, state },
});

/** A directory in which corrections never take effect. */
const withoutCorrections = (read: World['projects']['getContact']): World['projects']['getContact'] => {
  const first = new Map<string, Awaited<ReturnType<typeof read>>>();
  return async (project, id) => {
    const found = first.get(id) ?? (await read(project, id));
    first.set(id, found);
    return found;
  };
};

export const incomingMutations: Record<string, Broken> = {
  'a waiting relay that goes out all the same': {
    breaks: 'hi',
    mutation: {
      captureReply: async (w, receipt) => {
        for (const { emailId } of await captureReply(w)(receipt)) {
          const email = await w.communications.getEmail(emailId ?? '');
          const communication = email && (await w.communications.getCommunication(email.communicationId));
          if (!communication || email.direction !== 'incoming' || !email.relayWaits) continue;
          await relayMail(w, communication, email, { author: releasedAuthor(communication, email) });
        }
      },
    },
  },
  'a day’s cap of relays that opens by itself': {
    breaks: 'i',
    mutation: inStore(() => ({ stopRelays: async () => {} })),
  },
  'an address that still counts as its former owner’s': {
    breaks: 'hg',
    mutation: {
      parts: ({ projects }) =>
        ({
          projects: { ...projects, getContact: withoutCorrections((project, id) => projects.getContact(project, id)) },
        }) as Partial<World>,
    },
  },
  'a late notice without an id of its own': {
    breaks: 'k',
    mutation: {
      parts: ({ communications, usage }) => {
        let notices = 0;
        return {
          communications: {
            ...communications,
            commitEmail: async (email: Email) => {
              if (email.direction === 'incoming' || email.notice?.trouble !== 'reported')
                return communications.commitEmail(email);
              notices += 1;
              const another = { ...email, id: derivedId('eml', email.id, String(notices)) };
              const mails = email.recipients.length;
              const counted = { window: '', token: budgetToken(another.id, mails), amount: mails, most: 99 };
              await usage.spend({ scope: 'mails#notices#other', ...counted });
              await communications.commitEmail(another);
              return another;
            },
          },
        } as Partial<World>;
      },
    },
  },
  'a report that changes a delivery’s state': {
    breaks: 'k',
    mutation: inStore((store) => ({
      saveDelivery: (delivery, from) =>
        store.saveDelivery(delivery.lateNotice ? inState(delivery, 'bounced') : delivery, from),
    })),
  },
  'quarantined mail beyond the hour’s share that no line counts': {
    breaks: 'l',
    mutation: inStore(() => ({ countBeyond: async () => {} })),
  },
  'an incoming mail believed without evidence': {
    breaks: 'hl',
    mutation: {
      captureReply: (w, receipt) => captureReply(w)({ ...receipt, verdicts: { ...receipt.verdicts, dmarc: 'PASS' } }),
    },
  },
};
