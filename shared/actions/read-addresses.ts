import type { Communication } from '../domain/conversation/communication.ts';
import { type CurrentCommunication, type Former, readdressed } from '../domain/conversation/thread-addresses.ts';
import type { DeliveryState } from '../domain/delivery/delivery.ts';
import { sameAddress } from '../domain/mail-address.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * The conversation with its people's current names and addresses from the directory: one read per person, however many
 * mails they got.
 */
export const withCurrentAddresses = async (
  { projects }: Pick<Ports, 'projects'>,
  communication: Communication,
): Promise<CurrentCommunication> => {
  const { projectId, sender, participants, joined = [] } = communication;
  const people = [...participants, ...joined.flatMap((person) => [person, person.writer])];
  const ids = new Set([sender.contactId, ...people.map(({ recipientId }) => recipientId)]);
  const contacts = await Promise.all([...ids].map((id) => projects.getContact(projectId, id)));
  return readdressed(
    communication,
    contacts.filter((contact) => contact !== null),
  );
};

/**
 * The states in which, as far as SES has reported, a message reached its address. `complained` is not one of them,
 * because somebody else may have complained.
 */
const arrived: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered'];

/** Besides the first email, this many of a conversation's latest emails are examined. */
const mostEmails = 50;

/**
 * The person of the conversation who was mailed at that address, which the directory no longer has; null if nobody was.
 * An address that no mail reached was a mistake and may be anybody's. Call it for strangers only, because it reads the
 * deliveries of up to 51 emails.
 */
export const findFormer = async (
  { projects, communications }: Pick<Ports, 'projects' | 'communications'>,
  { id, projectId }: Communication,
  address: string,
): Promise<Former | null> => {
  const entries = await communications.listEntries(id);
  const ours = entries.filter((entry) => entry.direction === 'outgoing' && entry.kind !== 'notice');
  const emails = new Set([...ours.slice(0, 1), ...ours.slice(-mostEmails)]);
  const mailed = await Promise.all([...emails].map(({ emailId }) => communications.listDeliveries(emailId)));
  const reached = mailed
    .flat()
    .filter((delivery) => sameAddress(delivery.address, address) && arrived.includes(delivery.latest.state))
    .at(-1);
  if (!reached) return null;
  const { recipientId, name } = reached;
  const contact = await projects.getContact(projectId, recipientId);
  const was = contact?.former?.findLast((one) => sameAddress(one.address, address));
  return { contactId: recipientId, name, until: was?.until ?? null, inDirectory: contact !== null };
};
