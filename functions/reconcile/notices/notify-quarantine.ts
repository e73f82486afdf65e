import { launchEmail } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { isAdmin } from '../../../shared/domain/conversation/permissions.ts';
import type { QuarantinedEmail } from '../../../shared/domain/conversation/quarantine.ts';
import { withoutSharedAddresses } from '../../../shared/domain/conversation/recipients.ts';
import { dayIn, nextDayIn } from '../../../shared/domain/local-day.ts';
import type { Project } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { eachAlone, perTick } from '../each-alone.ts';
import { composeQuarantineNotice, quarantineNoticeId } from './compose-notices.ts';

type Deps = Pick<Ports, 'clock' | 'projects' | 'communications' | 'files' | 'sendFlow' | 'log'>;

/** A flow takes at most 51 recipients. */
const mostReceivers = 50;

const findAdmins = async ({ projects }: Deps, projectId: string): Promise<Recipient[]> => {
  const admins = (await projects.listMembers(projectId)).filter(isAdmin);
  const found = await Promise.all(
    admins.map(async ({ userId, contactId }): Promise<Recipient[]> => {
      const contact = await projects.getContact(projectId, contactId);
      if (!contact) return [];
      const { id, name, email, language } = contact;
      return [{ recipientId: id, userId, role: 'to', name, address: email, language }];
    }),
  );
  return withoutSharedAddresses(found.flat()).slice(0, mostReceivers);
};

/** Today's notice of that kind: the existing one, otherwise a new one about these mails. */
const commitNotice = async (deps: Deps, project: Project, mails: QuarantinedEmail[]): Promise<OutgoingEmail | null> => {
  const now = deps.clock.now();
  const id = quarantineNoticeId(project.id, mails[0]?.held.reason ?? '', dayIn(project.timeZone, now));
  const there = await deps.communications.getEmail(id);
  if (there) return there.direction === 'outgoing' ? there : null;
  const receivers = await findAdmins(deps, project.id);
  const email = composeQuarantineNotice(id, { project, mails, receivers, at: now.toISOString() });
  if (email === null) return null;
  const stored = (await deps.communications.commitEmail(email)) ?? email;
  return stored.direction === 'outgoing' ? stored : null;
};

/**
 * Mails covered by today's notice are done once it is on its way; later ones, and mails that no one can be notified of,
 * wait for the next day's. True when a notice is on its way.
 */
const notify = async (deps: Deps, projectId: string, mails: QuarantinedEmail[]): Promise<boolean> => {
  const project = await deps.projects.getProject(projectId);
  if (!project) return false;
  const notice = await commitNotice(deps, project, mails);
  if (notice?.settledAt === null) await launchEmail(deps, notice);
  const covered = new Set(notice?.heldNotice?.emailIds);
  const later = nextDayIn(project.timeZone, deps.clock.now()).toISOString();
  for (const { id } of mails) await deps.communications.setTellAt(id, covered.has(id) ? null : later);
  return mails.some(({ id }) => covered.has(id));
};

/**
 * Notifies Admins of quarantined mail: at most one notice per day, project and reason, however many strangers write. It
 * is the only mail that an unauthenticated message can cause, so its number must not grow with theirs.
 */
export const notifyQuarantine = (deps: Deps) => async () => {
  const now = deps.clock.now().toISOString();
  const untold = await deps.communications.listQuarantinedFor('untold', perTick);
  const due = untold.filter(({ held }) => held.tellAt !== undefined && held.tellAt <= now);
  const kinds = Map.groupBy(due, ({ projectId, held }) => `${projectId} ${held.reason}`);
  const groups = [...kinds.values()].flatMap((mails) => (mails[0] ? [{ emailId: mails[0].id, mails }] : []));
  const heldNotices = await eachAlone(deps, groups, ({ mails }) => notify(deps, mails[0]?.projectId ?? '', mails));
  return { heldNotices };
};
