import type { Handler } from '../../../shared/api/handler.ts';
import { invalidRequest, type ProblemText, type ServiceError } from '../../../shared/domain/errors.ts';
import { maxFormerEntries } from '../../../shared/domain/limits.ts';
import { isUnderDomain, normalizeAddress, sameAddress } from '../../../shared/domain/mail-address.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

/** Adds the entry's current name and address to its former ones before they change. A repeated import adds nothing. */
const formerOf = (before: Contact | null, now: Pick<Contact, 'name' | 'email'>, until: string): Contact['former'] => {
  if (before === null) return undefined;
  const isSame = before.name === now.name && sameAddress(before.email, now.email);
  const entry = { name: before.name, address: before.email, until };
  return isSame ? before.former : [...(before.former ?? []), entry].slice(-maxFormerEntries);
};

const invalidEmail = (detail: ProblemText): ServiceError => invalidRequest([{ pointer: '/email', detail }]);

/**
 * Rejects an address in our reply domain. It could be a thread address, and as a person's address it would make the
 * conversation mail itself.
 */
const addressOf = (raw: string, replyDomain: string): string => {
  const email = normalizeAddress(raw);
  if (email === null) throw invalidEmail((say) => say.import.addressNotPlain);
  if (isUnderDomain(email, replyDomain)) throw invalidEmail((say) => say.import.addressOurs);
  return email;
};

export const putContact =
  (deps: Pick<Ports, 'projects' | 'clock'> & { replyDomain: string }): Handler<'putContact'> =>
  async ({ path: { projectId, contactId }, body }) => {
    const email = addressOf(body.email, deps.replyDomain);
    const contact = { ...body, email, id: contactId, projectId };
    const before = await deps.projects.getContact(projectId, contactId);
    const former = formerOf(before, contact, deps.clock.now().toISOString());
    await deps.projects.putContact({ ...contact, ...(former && { former }) });
    return { status: 200, body: contact };
  };
