import type { RecipientRole } from '../delivery/delivery.ts';
import type { FieldError } from '../errors.ts';
import { maxRecipients } from '../limits.ts';
import type { Contact, Group } from '../project/project.ts';
import type { Mailbox, Recipient } from './email.ts';

/**
 * Turns directory ids into recipients: expands groups, removes duplicates, and copies names and addresses as they are
 * now.
 */

export type RecipientIds = { to: readonly string[]; cc: readonly string[]; bcc: readonly string[] };

const roles = ['to', 'cc', 'bcc'] as const satisfies readonly RecipientRole[];

const frozen = (contact: Contact, role: RecipientRole): Recipient => ({
  recipientId: contact.id,
  userId: contact.userId,
  role,
  name: contact.name,
  address: contact.email,
});

/**
 * A person named twice gets one message: To wins over Cc, Cc over Bcc, and two entries with one address count as one
 * person. A group member who has left the directory is skipped. `errors` point into the request's body.
 */
export const expandRecipients = (
  ids: RecipientIds,
  contacts: readonly Contact[],
  groups: readonly Group[],
): { recipients: Recipient[]; errors: FieldError[] } => {
  const people = new Map(contacts.map((contact) => [contact.id, contact]));
  const members = new Map(groups.map((group) => [group.id, group.members]));
  const chosen = new Map<string, Recipient>();
  const errors: FieldError[] = [];
  const add = (id: string, role: RecipientRole) => {
    const contact = people.get(id);
    if (contact && !chosen.has(id)) chosen.set(id, frozen(contact, role));
  };
  for (const role of roles)
    ids[role].forEach((id, index) => {
      if (!people.has(id) && !members.has(id))
        errors.push({ pointer: `/${role}/${index}`, detail: (say) => say.sending.recipients.notInDirectory });
      for (const member of members.get(id) ?? [id]) add(member, role);
    });
  const recipients = withoutSharedAddresses([...chosen.values()]);
  if (errors.length === 0 && !recipients.some((r) => r.role === 'to'))
    errors.push({ pointer: '/to', detail: (say) => say.sending.recipients.nobodyInTo });
  if (recipients.length > maxRecipients)
    errors.push({ pointer: '/to', detail: (say) => say.sending.recipients.tooMany(maxRecipients) });
  return { recipients, errors };
};

/** Entries that share an address get one mail: the first entry is kept, so callers list To before Cc and Bcc. */
export const withoutSharedAddresses = (recipients: readonly Recipient[]): Recipient[] => {
  const seen = new Set<string>();
  return recipients.filter(({ address }) => {
    const key = address.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

export const mailboxesOf = (recipients: readonly Recipient[], role: Recipient['role']): Mailbox[] =>
  recipients
    .filter((r) => r.role === role)
    .map((r) => ({ contactId: r.recipientId, name: r.name, address: r.address }));
