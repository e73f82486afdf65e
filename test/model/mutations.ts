import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../functions/track-delivery/track-delivery.ts';
import { conversationChanged } from '../../shared/actions/conversation-changed.ts';
import { restartEmail } from '../../shared/actions/restart-email.ts';
import type { Attempt, Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { MailOutcome } from '../../shared/domain/delivery/mail-outcome.ts';
import { withNewAttempt } from '../../shared/domain/delivery/resend.ts';
import { readMailEvent } from '../../shared/domain/delivery/ses-event.ts';
import type { World } from '../fakes/worlds/world.ts';
import { type Broken, incomingMutations, inState, inStore } from './incoming-mutations.ts';
import type { Mutation } from './system.ts';

/** Mutations of the protocol: each breaks one part in the way in which other software gets it wrong. */

const deliveriesOf = async ({ communications }: World): Promise<Delivery[]> =>
  (
    await Promise.all(
      (
        await communications.listForReconcile('trouble', 50)
      ).map(({ emailId, recipientId }) => communications.getDelivery(emailId, recipientId)),
    )
  ).filter((delivery) => delivery !== null);

/** After each tick, changes every delivery in doubt. */
const alsoSweeps = (change: (delivery: Delivery) => Delivery): Mutation => ({
  reconcile: async (w) => {
    await reconcile(w)();
    for (const delivery of await deliveriesOf(w)) {
      if (delivery.latest.state !== 'unconfirmed') continue;
      await w.communications.saveDelivery(change(delivery), 'unconfirmed');
      await restartEmail(w, delivery.emailId);
    }
  },
});

const inMailer = (change: (send: World['mailer']['send']) => World['mailer']['send']): Mutation => ({
  parts: ({ mailer }) => ({ mailer: { ...mailer, send: change(mailer.send) } }),
});

const isUnknown = (outcome: MailOutcome): boolean => outcome.kind === 'unknown';

export const mutations: Record<string, Broken> = {
  'a client that posts again without an answer, as SDKs do': {
    breaks: 'a',
    mutation: inMailer((send) => async (message) => {
      const first = await send(message);
      if (isUnknown(first)) await send(message);
      return first;
    }),
  },
  'a revision that nobody raises': {
    breaks: 'j',
    mutation: inStore(() => ({ raiseRevision: async () => {} })),
  },
  'a claim without a condition': {
    breaks: 'af',
    mutation: inStore((store) => ({
      saveDelivery: async (delivery) => {
        const stored = await store.getDelivery(delivery.emailId, delivery.recipientId);
        return stored !== null && store.saveDelivery({ ...delivery, rev: stored.rev }, stored.latest.state);
      },
    })),
  },
  'a sweep that sends again when the outcome is in doubt': {
    breaks: 'af',
    mutation: alsoSweeps((delivery) => inState(delivery, 'ready')),
  },
  'a sweep that makes a new attempt by itself': {
    breaks: 'b',
    mutation: alsoSweeps((delivery) =>
      withNewAttempt(
        delivery,
        {
          requestId: 'sweep',
          requestedBy: 'usr_admin',
          requestedByName: null,
          reason: 'none',
          at: '2026-10-01T12:00:00.000Z',
        },
        delivery,
      ),
    ),
  },
  'a time-out that counts as a refusal': {
    breaks: 'c',
    mutation: inMailer((send) => async (message) => {
      const outcome = await send(message);
      return isUnknown(outcome) ? { kind: 'refused', code: 'time_out' } : outcome;
    }),
  },
  'no sweep at all': { breaks: 'dk', mutation: { reconcile: async () => {} } },
  'events of unknown ids that are accepted and dropped': {
    breaks: 'd',
    mutation: { trackDelivery: (w, body) => trackDelivery(w)(body).catch(() => {}) },
  },
  'a thread entry that is not written': { breaks: 'e', mutation: inStore(() => ({ putEntry: async () => {} })) },
  'mail events that nobody reads': {
    breaks: 'de',
    mutation: {
      trackDelivery: async (w, body) =>
        void (await w.communications.getDelivery(readMailEvent(body)?.emailId ?? '', '')),
    },
  },
  'a state that always follows the last event': {
    breaks: 'f',
    mutation: {
      trackDelivery: async (w, body) => {
        const { communications } = w;
        const event = readMailEvent(body);
        const stored = event && (await communications.getDelivery(event.emailId, event.recipientId));
        if (!stored) throw new Error('unknown');
        const moved = (a: Attempt) => (a.number === event.attempt ? { ...a, state: event.to, soft: event.soft } : a);
        const changed = { ...stored, earlier: stored.earlier.map(moved), latest: moved(stored.latest) };
        await communications.saveDelivery(changed, stored.latest.state);
        await conversationChanged(w, { deliveries: [stored] });
      },
    },
  },
  'a pre-send check that ignores the kill switch': {
    breaks: 'g',
    mutation: {
      parts: ({ projects }) =>
        ({
          projects: {
            ...projects,
            getProject: async (id: string) => {
              const project = await projects.getProject(id);
              return project && { ...project, sendingPaused: false };
            },
          },
        }) as Partial<World>,
    },
  },
  'a copy to somebody else': {
    breaks: 'g',
    mutation: inMailer((send) => (message) => send({ ...message, to: 'archive@elsewhere.test' })),
  },
  'a budget that lets everything through': {
    breaks: 'i',
    mutation: {
      parts: ({ usage }) =>
        ({ usage: { ...usage, spend: async () => ({ isSpent: true, used: 0 }) } }) as Partial<World>,
    },
  },
  ...incomingMutations,
};
