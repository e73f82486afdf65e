import type { z } from 'zod';
import { finishRelease } from '../../../shared/actions/finish-release.ts';
import { keepDecision } from '../../../shared/actions/keep-decision.ts';
import { lookIntoMail } from '../../../shared/actions/look-into-mail.ts';
import { withCurrentAddresses } from '../../../shared/actions/read-addresses.ts';
import type { QuarantinedMail } from '../../../shared/api/shapes/quarantine.ts';
import { quarantinedMailView } from '../../../shared/api/views/quarantined-mail-view.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import {
  asUnsafe,
  decided,
  isQuarantined,
  type QuarantinedEmail,
  refuseDecision,
  releasedAuthor,
} from '../../../shared/domain/conversation/quarantine.ts';
import type { Handling } from '../../../shared/domain/conversation/quarantine-facts.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import type { Member } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { spendOnRelay } from '../conversations/spend-on-relay.ts';

/** One quarantined mail, and an Admin's decision about it. */

export type DecisionDeps = Pick<
  Ports,
  | 'projects'
  | 'communications'
  | 'usage'
  | 'mailLimits'
  | 'files'
  | 'mail'
  | 'mimeReader'
  | 'sendFlow'
  | 'clock'
  | 'log'
>;
type Deps = DecisionDeps;
type DecisionRequest = { member: Member; path: { projectId: string; emailId: string }; reason: string };

const readCommunication = async (
  { communications }: Pick<Ports, 'communications'>,
  email: QuarantinedEmail,
): Promise<Communication> => {
  const found = await communications.getCommunication(email.communicationId);
  if (!found) throw notFound();
  return found;
};

const find = async (
  { communications }: Deps,
  { projectId, emailId }: DecisionRequest['path'],
): Promise<QuarantinedEmail> => {
  const email = await communications.getEmail(emailId);
  if (email?.direction !== 'incoming' || email.projectId !== projectId || !isQuarantined(email)) throw notFound();
  return email;
};

/** Reads each conversation's subject once, however many of the mails belong to it, and nothing else. */
export const viewQuarantinedMails = async (
  { communications }: Pick<Ports, 'communications'>,
  emails: readonly QuarantinedEmail[],
): Promise<z.input<typeof QuarantinedMail>[]> => {
  const ids = [...new Set(emails.map(({ communicationId }) => communicationId))];
  const found = await Promise.all(ids.map((id) => communications.getCommunication(id)));
  const subjects = new Map(found.flatMap((c) => (c ? [[c.id, c.subject] as const] : [])));
  return emails.map((email) => quarantinedMailView(email, subjects.get(email.communicationId) ?? ''));
};

/** The member's name now in the directory; for a member who is no longer in it, the user id. */
export const nameOf = async (
  { projects }: Pick<Ports, 'projects'>,
  { projectId, contactId, userId }: Member,
): Promise<string> => (await projects.getContact(projectId, contactId))?.name ?? userId;

/** The first decision stands: a second Admin with the same decision gets the first one's name and reason. */
const decide = async (deps: Deps, email: QuarantinedEmail, handled: Handling): Promise<QuarantinedEmail> => {
  refuseDecision(email, handled.action);
  if (email.held.handled) return email;
  const communication = await withCurrentAddresses(deps, await readCommunication(deps, email));
  const after = decided(communication, email, handled);
  if (handled.action === 'released' && handled.by !== null) {
    const author = releasedAuthor(communication, after);
    await spendOnRelay(deps, { communication, email: after, author, userId: handled.by });
  }
  if (await keepDecision(deps, after)) {
    deps.log.info(`mail ${handled.action}`, { projectId: email.projectId, emailId: email.id, userId: handled.by });
    return after;
  }
  const stored = await find(deps, { projectId: email.projectId, emailId: email.id });
  refuseDecision(stored, handled.action);
  return stored;
};

/**
 * Examines the whole mail before its release. On arrival it was not examined, because a stranger must not be able to
 * cause that work. A harmful mail stays in quarantine with that reason, and the response says so.
 */
const refuseDanger = async (deps: Deps, email: QuarantinedEmail): Promise<void> => {
  const raw = await deps.mail.get(email.originalKey);
  // Recovers from an original that is gone or breaks the reader: its content cannot be known.
  const mail = raw === null ? null : await deps.mimeReader.read(raw).catch(() => null);
  const reason = mail === null ? 'unparseable' : await lookIntoMail(deps, mail);
  if (reason === null) return;
  const closed = asUnsafe(email, reason);
  await deps.communications.decideQuarantine(closed);
  deps.log.warn('release refused', { projectId: email.projectId, emailId: email.id, reason });
  refuseDecision(closed, 'released');
};

/** The decision is one conditional write. Its consequences follow here, or in reconcile if this process dies first. */
export const decideQuarantinedMail = async (
  deps: Deps,
  action: Handling['action'],
  { member, path, reason }: DecisionRequest,
): Promise<z.input<typeof QuarantinedMail>> => {
  const found = await find(deps, path);
  refuseDecision(found, action);
  if (action === 'released' && !found.held.handled) await refuseDanger(deps, found);
  const at = deps.clock.now().toISOString();
  const name = await nameOf(deps, member);
  const email = await decide(deps, found, { action, by: member.userId, name, at, reason });
  if (email.held.unfinished) await finishRelease(deps, email);
  return quarantinedMailView(email, (await readCommunication(deps, email)).subject);
};
