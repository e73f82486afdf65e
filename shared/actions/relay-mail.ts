import type { Communication } from '../domain/conversation/communication.ts';
import type { IncomingEmail, OutgoingEmail } from '../domain/conversation/email.ts';
import type { PassedOn } from '../domain/conversation/quarantine-facts.ts';
import { type RelayAuthor, relayOf } from '../domain/conversation/relay.ts';
import type { Ports } from '../ports/ports.ts';
import { readBody } from './email-body.ts';
import { launchEmail } from './launch-email.ts';

/**
 * Commits the relay of a recorded mail and starts its flow. The relay's id is derived from the mail, so a second
 * process finds the first one's relay and starts that. Null if the relay would have no recipients.
 */
export const relayMail = async (
  deps: Pick<Ports, 'communications' | 'files' | 'sendFlow' | 'log'>,
  communication: Communication,
  email: IncomingEmail,
  { author, passedOn }: { author: RelayAuthor; passedOn?: PassedOn },
): Promise<OutgoingEmail | null> => {
  const relay = relayOf(communication, email, author, await readBody(deps, email), passedOn);
  if (relay === null) return null;
  const stored = await deps.communications.commitEmail(relay);
  const committed = stored?.direction === 'outgoing' ? stored : relay;
  if (committed.settledAt === null) await launchEmail(deps, committed);
  return committed;
};
