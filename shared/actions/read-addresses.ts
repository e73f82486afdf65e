import type { Communication } from '../domain/conversation/communication.ts';
import { type CurrentCommunication, type Former, readdressed } from '../domain/conversation/thread-addresses.ts';
import type { DeliveryState } from '../domain/delivery/delivery.ts';
import { latestAttempt } from '../domain/delivery/delivery-rules.ts';
import { sameAddress } from '../domain/mail-address.ts';
import type { Ports } from '../ports/ports.ts';

/** The conversation with its people where the directory has them now: one read for each person, whatever was mailed. */
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

/** As far as SES has told, a mail is where it was sent to. A complaint may well be the word of somebody else. */
const arrived: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered'];

/** The first email of a conversation and so many of its last ones are looked at. */
const mostEmails = 50;

/**
 * The person of the conversation who was mailed at that address, which the directory no longer has. One that no mail of
 * the conversation reached was a mistake, and may be anybody's. Asked of strangers only, since it reads deliveries.
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
    .filter((delivery) => sameAddress(delivery.address, address) && arrived.includes(latestAttempt(delivery).state))
    .at(-1);
  if (!reached) return null;
  const { recipientId, name } = reached;
  const contact = await projects.getContact(projectId, recipientId);
  const was = contact?.former?.findLast((one) => sameAddress(one.address, address));
  return { contactId: recipientId, name, until: was?.until ?? null, inDirectory: contact !== null };
};
