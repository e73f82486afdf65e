import type { OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Ports } from '../../shared/ports/ports.ts';

/** Message-IDs that lead to a conversation: those SES gave our mails, and the root that all of them refer to. */

type Deps = Pick<Ports, 'communications'> & { replyDomain: string };

/**
 * The conversation that a root id names; null for any other id. It is no proof: whoever has a mail can write its root.
 */
export const rootOf = ({ replyDomain }: Pick<Deps, 'replyDomain'>, messageId: string): string | null => {
  const [local = '', domain = ''] = messageId.split('@');
  return domain.toLowerCase() === replyDomain.toLowerCase() && local.startsWith('com_') ? local.toLowerCase() : null;
};

export const isRootId = (deps: Pick<Deps, 'replyDomain'>, messageId: string, communicationId: string): boolean =>
  rootOf(deps, messageId) === communicationId;

/** Our emails in this conversation to which SES gave that id; the id of a person's reply matches none. */
export const ourEmailsOf = async (
  { communications }: Pick<Deps, 'communications'>,
  messageId: string,
  communicationId: string,
): Promise<OutgoingEmail[]> => {
  const found = await communications.findByMessageId(messageId);
  const ids = found.filter((one) => one.communicationId === communicationId).map(({ emailId }) => emailId);
  const emails = await Promise.all(ids.map((id) => communications.getEmail(id)));
  return emails.filter((email) => email?.direction === 'outgoing');
};
