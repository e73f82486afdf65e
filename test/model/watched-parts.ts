import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { MailOutcome } from '../../shared/domain/delivery/mail-outcome.ts';
import { quarantinedPerThreadHour, relaysPerThreadDay } from '../../shared/domain/limits.ts';
import type { MailLimits } from '../../shared/domain/quota.ts';
import type { OutgoingMessage } from '../../shared/ports/mail-ports.ts';
import type { CommunicationStore, ProjectStore, UsageStore } from '../../shared/ports/store-ports.ts';
import { fakeMailer } from '../fakes/ports/fake-mailer.ts';
import type { Oracle } from './oracle.ts';
import { projectId } from './seed.ts';

/** Fakes that report to the oracle and that the commands control. */

/** Reports every write of the store to the oracle once it is done. */
export const seenStore = (store: CommunicationStore, oracle: Oracle, isRefused: () => boolean): CommunicationStore => ({
  ...store,
  commitEmail: async (email) => {
    const stored = await store.commitEmail(email);
    if (stored === null) oracle.committed(email);
    return stored;
  },
  putDelivery: async (delivery) => {
    const before = store.getDelivery(delivery.emailId, delivery.recipientId);
    const done = store.putDelivery(delivery);
    if ((await before) === null) oracle.saved(null, delivery, isRefused());
    return done;
  },
  saveDelivery: async (delivery, from) => {
    // Both calls start before either is awaited, so that nothing can come in between.
    const before = store.getDelivery(delivery.emailId, delivery.recipientId);
    const isSaved = await store.saveDelivery(delivery, from);
    if (isSaved) oracle.saved(await before, delivery, isRefused());
    return isSaved;
  },
  decideQuarantine: async (decided) => {
    const isWritten = await store.decideQuarantine(decided);
    if (isWritten) oracle.incoming.decided(decided);
    return isWritten;
  },
  resumeRelays: async (communicationId, at) => {
    await store.resumeRelays(communicationId, at);
    oracle.incoming.resumed(communicationId);
  },
});

/** Copies of fixed caps, made so small that one story can use them up. */
export const smallCaps = { quarantinedPerThreadHour: 2, relaysPerThreadDay: 2 };
const surplusOf = (scope: string): number => {
  if (scope.startsWith('held#')) return quarantinedPerThreadHour - smallCaps.quarantinedPerThreadHour;
  return scope.startsWith('mails#thread#') ? relaysPerThreadDay - smallCaps.relaysPerThreadDay : 0;
};

/**
 * Reports to the oracle what is counted, with the limit that applies whoever asks. The fixed caps become the small
 * ones.
 */
export const seenUsage = (store: UsageStore, oracle: Oracle, limits: MailLimits): UsageStore => ({
  ...store,
  spend: async (request) => {
    const { scope, token } = request;
    const answer = await store.spend({ ...request, most: request.most - surplusOf(scope) });
    if (!answer.isSpent) return answer;
    const [kind, of] = scope.split('#');
    if (kind !== 'mails') return answer;
    const most = {
      thread: smallCaps.relaysPerThreadDay,
      user: limits.user.hour,
      notices: limits.noticesPerDay,
      project: limits.project.hour,
    }[of ?? ''];
    oracle.spent({ token, ofThread: of === 'thread' }, { used: answer.used, most: most ?? 0 });
    return answer;
  },
});

/** A directory from which people can be removed. Calls `turned` before and after the kill switch is turned. */
export const directoryWithRemovals = (store: ProjectStore, turned: () => void) => {
  const gone = new Set<string>();
  const projects: ProjectStore = {
    ...store,
    getContact: async (project, id) => (gone.has(id) ? null : store.getContact(project, id)),
    switchSending: async (project, how) => {
      turned();
      const isTurned = await store.switchSending(project, how);
      turned();
      return isTurned;
    },
    listContacts: async (project) => (await store.listContacts(project)).filter(({ id }) => !gone.has(id)),
  };
  return { projects, gone };
};

/** The outcomes of one call to SES. With `late` the answer never comes, and SES accepts the mail after a while. */
export const sesSteps = ['accepted_hidden', 'late', 'unknown', 'refused', 'held', 'throttled', 'accepted'] as const;
export type SesStep = (typeof sesSteps)[number];

const outcomes: Record<Exclude<SesStep, 'late'>, Parameters<ReturnType<typeof fakeMailer>['next']>[0]> = {
  accepted_hidden: { kind: 'accepted_hidden' },
  unknown: { kind: 'unknown', code: 'http_500' },
  refused: { kind: 'refused', code: 'message_rejected' },
  held: { kind: 'held', code: 'daily_quota' },
  throttled: { kind: 'throttled' },
  accepted: { kind: 'accepted', sesMessageId: '' },
};

export const plannedMailer = (oracle: Oracle, isRefused: () => boolean) => {
  const fake = fakeMailer();
  const plan: SesStep[] = [];
  const onTheWay: OutgoingMessage[] = [];
  const post = async (message: OutgoingMessage, step: Exclude<SesStep, 'late'>): Promise<MailOutcome> => {
    const before = fake.mails.length;
    fake.next(outcomes[step]);
    // The mail is taken before any await, since others post at the same time.
    const answer = fake.send(message);
    const mail = fake.mails[before];
    if (mail) oracle.accepted(mail, mail.sesMessageId, isRefused());
    return answer;
  };
  return {
    mailer: {
      ...fake,
      send: async (message: OutgoingMessage): Promise<MailOutcome> => {
        const step = plan.shift() ?? 'accepted';
        if (step !== 'late') return post(message, step);
        onTheWay.push(message);
        return { kind: 'unknown', code: 'time_out' };
      },
    },
    next: (steps: readonly SesStep[]): void => void plan.push(...steps),
    forget: (): void => void plan.splice(0),
    /** Lets SES accept the late mails. */
    arrive: async (): Promise<void> => {
      for (const message of onTheWay.splice(0)) await post(message, 'accepted');
    },
  };
};

/**
 * The oracle's own version of the pre-send check: whether this delivery must not be mailed as things stand. Notices
 * have rules of their own.
 */
export const mustRefuse = async (
  { communications, projects }: { communications: CommunicationStore; projects: ProjectStore },
  { emailId, recipientId }: Pick<Delivery, 'emailId' | 'recipientId'>,
): Promise<boolean> => {
  const [email, delivery] = [
    await communications.getEmail(emailId),
    await communications.getDelivery(emailId, recipientId),
  ];
  if (email?.direction !== 'outgoing' || !delivery) return false;
  // A project whose kill switch is on mails nobody anything.
  if ((await projects.getProject(projectId))?.sendingPaused) return true;
  if (email.kind === 'notice') return false;
  const contact = await projects.getContact(projectId, recipientId);
  if (contact === null) return true;
  const { requestedBy } = delivery.latest;
  // A relay that has not left yet does not go to a person's former address (decision 34).
  if (email.kind === 'relay' && requestedBy === null && contact.email !== delivery.address) return true;
  const who = requestedBy ?? (email.kind === 'relay' ? (email.passedOn?.by ?? null) : email.from.userId);
  return who !== null && (await projects.getMember(projectId, who))?.level !== 'admin';
};
