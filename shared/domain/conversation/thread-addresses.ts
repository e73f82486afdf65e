import type { Contact } from '../project/project.ts';
import type { Communication } from './communication.ts';
import type { Recipient } from './email.ts';

/**
 * Where the people of a conversation are to be found: where the directory says now (ADR 34). A person who has left the
 * directory stays at the address that was frozen at the send; nothing is mailed there. Pure.
 */

/** A conversation whose people stand at their names and addresses of now. */
export type CurrentCommunication = Communication;

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

/** Whose address it was. `until` is null where nobody wrote down when it changed. */
export type Former = { contactId: string; name: string; until: string | null; inDirectory: boolean };
