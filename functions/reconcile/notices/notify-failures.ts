import { launchEmail } from '../../../shared/actions/launch-email.ts';
import { spendOnNotices } from '../../../shared/actions/mail-budget.ts';
import { rereadDelivery, rewriteDelivery } from '../../../shared/actions/move-delivery.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { Recipient } from '../../../shared/domain/conversation/email.ts';
import {
  asLateNotified,
  asNotified,
  failureOf,
  isReachable,
  membersToNotify,
  sharingCause,
} from '../../../shared/domain/conversation/notice.ts';
import { withoutSharedAddresses } from '../../../shared/domain/conversation/recipients.ts';
import type { Delivery } from '../../../shared/domain/delivery/delivery.ts';
import type { Member } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { eachAlone, mostListed } from '../each-alone.ts';
import { composeNotice, type FailureToNotify } from './compose-notices.ts';

type Deps = Pick<
  Ports,
  'clock' | 'projects' | 'communications' | 'files' | 'usage' | 'mailLimits' | 'sendFlow' | 'log'
>;

/** A flow takes at most 51 recipients; any further Admins are not notified of a delivery. */
const mostReceivers = 50;

const asReceiver = async ({ projects }: Deps, member: Member, delivery: Delivery): Promise<Recipient[]> => {
  const contact = await projects.getContact(member.projectId, member.contactId);
  if (!contact || !isReachable(contact, delivery)) return [];
  const { id, name, email, language } = contact;
  return [{ recipientId: id, userId: member.userId, role: 'to', name, address: email, language }];
};

/** The author of an email written in the tab. An invoice's author is the sender, and a relay's is none of our users. */
const authorIdOf = async ({ communications }: Deps, { emailId }: Delivery): Promise<string | null> => {
  const email = await communications.getEmail(emailId);
  return email?.kind === 'reply' || email?.kind === 'forward' ? email.from.userId : null;
};

const findReceivers = async (deps: Deps, c: Communication, delivery: Delivery): Promise<Recipient[]> => {
  const author = await authorIdOf(deps, delivery);
  const members = membersToNotify(await deps.projects.listMembers(c.projectId), c, { delivery, author });
  const found = await Promise.all(members.map((member) => asReceiver(deps, member, delivery)));
  return withoutSharedAddresses(found.flat()).slice(0, mostReceivers);
};

/**
 * The notice is committed before it is started, so after a crash in between it is found again. False when the project
 * has had its notices for the day: the failure stays on the list, and is notified when there is room.
 */
const sendNotice = async (deps: Deps, told: FailureToNotify): Promise<boolean> => {
  const { projectId, invoiceId } = told.communication;
  const invoice = await deps.projects.getInvoice(projectId, invoiceId);
  const facts = { invoiceNumber: invoice?.number ?? '', at: deps.clock.now().toISOString() };
  const email = composeNotice(told, facts);
  const counted = { token: email.id, mails: email.recipients.length };
  const isThere = (await deps.communications.getEmail(email.id)) !== null;
  if (!isThere && (await spendOnNotices(deps, projectId, counted))) return false;
  const stored = (await deps.communications.commitEmail(email)) ?? email;
  if (stored.direction === 'outgoing' && stored.settledAt === null) await launchEmail(deps, stored);
  return true;
};

/**
 * True when somebody is notified. The marks come last: without one, the next tick finds the same notice and mails
 * nobody twice.
 */
const notify = async (deps: Deps, listed: Delivery): Promise<boolean> => {
  const delivery = await rereadDelivery(deps, listed);
  const trouble = failureOf(delivery, deps.clock.now());
  const communication = trouble && (await deps.communications.getCommunication(delivery.communicationId));
  if (!communication) return false;
  const receivers = await findReceivers(deps, communication, delivery);
  const isLate = trouble === 'reported';
  const all = isLate ? [] : await deps.communications.listDeliveries(delivery.emailId);
  const together = isLate ? [delivery] : sharingCause(delivery, all);
  const others = together.length - 1;
  const told = { communication, delivery, others, trouble, receivers };
  if (receivers.length > 0 && !(await sendNotice(deps, told))) return false;
  for (const one of together)
    await rewriteDelivery(deps, one, (now) => (isLate ? asLateNotified(now) : asNotified(now, one.latest)));
  return receivers.length > 0;
};

/** Notifies the sender, and the Admins who want it, of each failed delivery: once per delivery, attempt and kind. */
export const notifyFailures = (deps: Deps) => async () => {
  const told = await eachAlone(deps, await deps.communications.listForReconcile('trouble', mostListed), (d) =>
    notify(deps, d),
  );
  return { told };
};
