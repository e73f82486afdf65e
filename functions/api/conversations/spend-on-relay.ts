import { spendMails } from '../../../shared/actions/mail-budget.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { relayIdOf, relayRecipients, type Writer } from '../../../shared/domain/conversation/relay.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'communications' | 'usage' | 'mailLimits' | 'clock'>;
type Relay = { communication: Communication; email: IncomingEmail; writer: Writer; userId: string };

/**
 * A relay that an Admin passes on counts against that Admin's budget, as a send does; an existing relay is counted
 * already.
 */
export const spendOnRelay = async (deps: Deps, { communication, email, writer, userId }: Relay): Promise<void> => {
  const token = relayIdOf(email.id);
  const mails = relayRecipients(communication, writer, [...email.to, ...email.cc]).length;
  if (mails === 0 || (await deps.communications.getEmail(token))) return;
  await spendMails(deps, { projectId: communication.projectId, userId, token, mails });
};
