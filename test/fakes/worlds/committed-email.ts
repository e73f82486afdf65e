import { writeEmailParts } from '../../../shared/actions/launch-email.ts';
import type { OutgoingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import { documentKey, documentTemplate, frozenInvoiceKey } from '../../../shared/domain/files/file-keys.ts';
import { derivedId } from '../../../shared/domain/ids.ts';
import { canonicalJson, versionOf } from '../../../shared/domain/invoice/printed-invoice.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { aProject } from '../../contracts/subjects.ts';
import { invoiceLines, printedOf } from '../../fixtures/printed-invoices.ts';

/** A project with an Admin (usr_lea) and one accepted invoice email to Anne (To), Bob (Cc) and Chloé (Bcc). */

type Seeded = Pick<Ports, 'clock' | 'projects' | 'communications' | 'files'>;

export const projectId = 'prj_1';
const printed = printedOf(invoiceLines(3));
const version = versionOf(printed);
const senderId = 'usr_lea';

const person = (recipientId: string, role: Recipient['role'], name: string, address: string): Recipient => ({
  recipientId,
  userId: null,
  role,
  name,
  address,
});
export const anne = person('cnt_anne', 'to', 'Anne Roy', 'anne@gc.test');
export const bob = person('cnt_bob', 'cc', 'Bob Kerr', 'bob@client.test');
export const chloe = person('cnt_chloe', 'bcc', 'Chloé Dubé', 'chloe@steel.test');

const box = ({ recipientId, name, address }: Recipient) => ({ contactId: recipientId, name, address });

export const invoiceEmail = (world: Seeded, more: Partial<OutgoingEmail> = {}): OutgoingEmail => {
  const id = more.id ?? derivedId('eml', projectId, senderId, 'key-1');
  const recipients = more.recipients ?? [anne, bob, chloe];
  return {
    id,
    projectId,
    invoiceId: 'inv_7',
    communicationId: derivedId('com', id),
    kind: 'invoice',
    createdAt: world.clock.now().toISOString(),
    from: { contactId: 'cnt_lea', userId: senderId, name: 'Léa Côté', address: 'lea@steel.test' },
    to: recipients.filter((r) => r.role === 'to').map(box),
    cc: recipients.filter((r) => r.role === 'cc').map(box),
    subject: 'Facture 7 — septembre',
    body: { text: 'Bonjour,\nvoici la facture.', html: null, quotedText: null },
    bodyKey: null,
    attachments: [],
    visibility: 'thread',
    messageIds: [],
    direction: 'outgoing',
    language: 'fr',
    recipients,
    document: {
      version,
      template: documentTemplate,
      language: 'fr',
      fileName: 'Facture 7.pdf',
      key: documentKey(projectId, version, documentTemplate, 'fr'),
    },
    private: false,
    requestHash: 'd'.repeat(64),
    relayOf: null,
    inReplyTo: null,
    run: 1,
    settledAt: null,
    ...more,
  };
};

/** Stores the project, its Admin and its directory. */
export const seedProject = async (world: Seeded): Promise<void> => {
  await world.projects.putProject(aProject(projectId));
  await setSenderLevel(world, 'admin');
  for (const { recipientId, name, address } of [anne, bob, chloe])
    await world.projects.putContact({
      id: recipientId,
      projectId,
      name,
      company: '',
      email: address,
      language: 'fr',
      jobTitle: '',
      userId: null,
    });
};

export const setSenderLevel = (world: Seeded, level: 'admin' | 'standard'): Promise<void> =>
  world.projects.putMember({ projectId, userId: senderId, level, viewInvoiceDetails: true, contactId: 'cnt_lea' });

/** Stores everything that will be printed, as the API does before it answers. */
export const freezeInvoice = (world: Seeded): Promise<void> =>
  world.files.put(frozenInvoiceKey(projectId, version), Buffer.from(canonicalJson(printed)), 'application/json');

/** Stores everything that exists when the API has answered 202, and the PDF unless `withoutPdf`. */
export const commitInvoiceEmail = async (
  world: Seeded,
  more: Partial<OutgoingEmail> & { withoutPdf?: boolean } = {},
): Promise<OutgoingEmail> => {
  const { withoutPdf, ...parts } = more;
  const email = invoiceEmail(world, parts);
  await seedProject(world);
  if (email.document && !withoutPdf)
    await world.files.put(email.document.key, Buffer.from('%PDF-1.7 facture'), 'application/pdf');
  if (email.document) await freezeInvoice(world);
  await world.communications.commitEmail(email);
  await writeEmailParts(world, email);
  return email;
};
