import { spendMails } from '../../../shared/actions/mail-budget.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { type RelayAuthor, relayIdOf, relayRecipients } from '../../../shared/domain/conversation/relay.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'communications' | 'usage' | 'mailLimits' | 'clock'>;
type Relay = { communication: Communication; email: IncomingEmail; author: RelayAuthor; userId: string };

/**
 * A relay that an Admin passes on counts against that Admin's budget, as a send does; an existing relay is counted
 * already.
 */
export const spendOnRelay = async (deps: Deps, { communication, email, author, userId }: Relay): Promise<void> => {
  const token = relayIdOf(email.id);
  const mails = relayRecipients(communication, author, [...email.to, ...email.cc]).length;
  if (mails === 0 || (await deps.communications.getEmail(token))) return;
  await spendMails(deps, { projectId: communication.projectId, userId, token, mails });
};
