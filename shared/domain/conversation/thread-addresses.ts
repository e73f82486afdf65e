import type { Contact } from '../project/project.ts';
import type { Communication } from './communication.ts';
import type { Recipient } from './email.ts';

/**
 * The current names and addresses of a conversation's people, from the directory (ADR 34). A person who has left the
 * directory keeps the address frozen at the time of sending; nothing is mailed there.
 */

/** A conversation with its people's current names and addresses. */
export type CurrentCommunication = Communication;

/** The conversation with each person's name and address from `contacts`, where the person is still among them. */
export const readdressed = (c: Communication, contacts: readonly Contact[]): CurrentCommunication => {
  const now = <T extends { name: string; address: string }>(person: T, contactId: string): T => {
    const contact = contacts.find(({ id }) => id === contactId);
    return contact ? { ...person, name: contact.name, address: contact.email } : person;
  };
  const recipient = <T extends Recipient>(person: T): T => now(person, person.recipientId);
  return {
    ...c,
    sender: now(c.sender, c.sender.contactId),
    participants: c.participants.map(recipient),
    ...(c.joined && { joined: c.joined.map((one) => ({ ...recipient(one), writer: recipient(one.writer) })) }),
  };
};

/** The person who had a former address. `until` is null if the instant of the change is not recorded. */
export type Former = { contactId: string; name: string; until: string | null; inDirectory: boolean };
