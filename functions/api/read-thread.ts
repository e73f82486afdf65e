import type { z } from 'zod';
import { communicationView, type DocumentInfo, type Seen } from '../../shared/api/communication-view.ts';
import { emailView } from '../../shared/api/email-view.ts';
import type { CommunicationView, EmailView } from '../../shared/api/shapes-communications.ts';
import type { Communication, ThreadEntry } from '../../shared/domain/communication.ts';
import { type Email, EmailBody } from '../../shared/domain/email.ts';
import type { Access } from '../../shared/domain/permissions.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { withCurrentAddresses } from '../../shared/domain/read-addresses.ts';
import { relayIdOf } from '../../shared/domain/relay.ts';
import { seesEmail, visibleEntries } from '../../shared/domain/thread-visibility.ts';
import type { ReadsInvoices } from './invoice-reader.ts';

/** Reads what the views are made of. One reader serves one request, and works an invoice's version out once. */

type Stores = Pick<Ports, 'projects' | 'communications' | 'files'> & ReadsInvoices;

export type ThreadReader = ReturnType<typeof threadReader>;

const readBody = async (deps: Pick<Ports, 'files'>, email: Email): Promise<EmailBody> => {
  const bytes = email.bodyKey === null ? null : await deps.files.get(email.bodyKey);
  if (bytes) return EmailBody.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return email.body ?? { text: '', html: null, quotedText: null };
};

/** Null until the PDF is there; render-detail writes its hash beside it. */
const readDocument = async (deps: Pick<Ports, 'files'>, email: Email | null): Promise<DocumentInfo | null> => {
  if (email?.direction !== 'outgoing' || !email.document) return null;
  const info = await deps.files.head(email.document.key);
  const sha256 = info?.metadata.sha256;
  return info && sha256 ? { sha256, bytes: info.bytes } : null;
};

export const threadReader = (deps: Stores, viewer: Access) => {
  const versions = new Map<string, Promise<string | null>>();
  const currentVersion = ({ projectId, invoiceId }: Communication): Promise<string | null> => {
    const known = versions.get(invoiceId);
    if (known) return known;
    const version = deps.projects
      .getInvoice(projectId, invoiceId)
      .then(async (invoice) => (invoice ? (await deps.invoices.load({ projectId, invoiceId })).version : null));
    versions.set(invoiceId, version);
    return version;
  };

  const seen = async (communication: Communication): Promise<Seen> => {
    const { id, firstEmailId } = communication;
    const [entries, readAt, deliveries, document, version] = await Promise.all([
      deps.communications.listEntries(id),
      deps.communications.getReadAt(id, viewer.userId),
      deps.communications.listDeliveries(firstEmailId),
      deps.communications.getEmail(firstEmailId).then((email) => readDocument(deps, email)),
      currentVersion(communication),
    ]);
    return { communication, entries, readAt, deliveries, document, currentVersion: version };
  };

  const readEmail = async (c: Communication, { emailId }: ThreadEntry): Promise<z.input<typeof EmailView>[]> => {
    const email = await deps.communications.getEmail(emailId);
    if (!email || !seesEmail(viewer, c, email)) return [];
    const [body, deliveries, document, relay] = await Promise.all([
      readBody(deps, email),
      email.direction === 'outgoing' ? deps.communications.listDeliveries(emailId) : [],
      readDocument(deps, email),
      email.direction === 'incoming' ? deps.communications.getEmail(relayIdOf(emailId)) : null,
    ]);
    const waits = email.direction === 'incoming' && email.relayWaits !== undefined && relay === null;
    // Whom a relay would go to is shown as it would be.
    const people = waits ? await withCurrentAddresses(deps, c) : c;
    return [emailView(viewer, people, { email, body, deliveries, document, relay })];
  };

  const emails = async (c: Communication, entries: readonly ThreadEntry[]) =>
    (await Promise.all(visibleEntries(viewer, c, entries).map((entry) => readEmail(c, entry)))).flat();

  return {
    summary: async (c: Communication): Promise<z.input<typeof CommunicationView>> =>
      communicationView(viewer, await seen(c)),
    thread: async (c: Communication): Promise<z.input<typeof CommunicationView>> => {
      const all = await seen(c);
      return { ...communicationView(viewer, all), emails: await emails(c, all.entries) };
    },
  };
};
