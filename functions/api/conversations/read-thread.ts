import type { z } from 'zod';
import { bodySourceOf, findBody, shownBody } from '../../../shared/actions/email-body.ts';
import { withCurrentAddresses } from '../../../shared/actions/read-addresses.ts';
import type { CommunicationView, EmailView, ThreadView } from '../../../shared/api/shapes/communications.ts';
import { communicationView, type DocumentInfo, type Seen } from '../../../shared/api/views/communication-view.ts';
import { emailView } from '../../../shared/api/views/email-view.ts';
import type { Communication, ThreadEntry } from '../../../shared/domain/conversation/communication.ts';
import type { Email, EmailBody, ShownBody } from '../../../shared/domain/conversation/email.ts';
import type { Access } from '../../../shared/domain/conversation/permissions.ts';
import { relayIdOf } from '../../../shared/domain/conversation/relay.ts';
import {
  isUnread,
  leadingEmailId,
  seesEmail,
  visibleEntries,
} from '../../../shared/domain/conversation/thread-visibility.ts';
import { maxPageBytes } from '../../../shared/domain/limits.ts';
import { firstWithin } from '../../../shared/domain/within-bytes.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import type { Paging } from '../paging.ts';

/**
 * Reads what one viewer may see of a conversation, for its line in a list and for the Emails tab. One reader serves one
 * request, and determines an invoice's version once.
 */

type Stores = Pick<Ports, 'projects' | 'communications' | 'files'> & ReadsInvoices;

export type ThreadReader = ReturnType<typeof threadReader>;
type EmailInput = z.input<typeof EmailView>;

/** Sort key of an entry in its thread: grows with time. */
const sortKeyOf = ({ createdAt, emailId }: ThreadEntry): string => `${createdAt}#${emailId}`;

const noBody: EmailBody = { text: '', html: null, quotedText: null };

/** A relay shows the words of its reply. */
const readShown = async (deps: Pick<Ports, 'files' | 'communications'>, email: Email): Promise<ShownBody> => {
  const source = await bodySourceOf(deps, email);
  return source.shown ?? shownBody((await findBody(deps, source)) ?? noBody);
};

/** Null until the PDF exists; render-detail stores its hash with it. */
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
    const listed = deps.communications
      .listEntries(id)
      .then((entries) => visibleEntries(viewer, communication, entries));
    const [entries, readAt, deliveries, { sent, document }, version] = await Promise.all([
      listed,
      deps.communications.getReadAt(id, viewer.userId),
      listed.then((visible) => {
        // This email's state is shown as the conversation's.
        const leading = leadingEmailId(communication, visible);
        return leading === null ? [] : deps.communications.listDeliveries(leading);
      }),
      deps.communications.getEmail(firstEmailId).then(async (email) => ({
        sent: email?.direction === 'outgoing' ? email.document : null,
        document: await readDocument(deps, email),
      })),
      currentVersion(communication),
    ]);
    return { communication, entries, readAt, deliveries, sent, document, currentVersion: version };
  };

  const current = new Map<string, ReturnType<typeof withCurrentAddresses>>();
  /** A page may contain many waiting replies; their conversation's people are read once. */
  const currentPeople = (c: Communication) => {
    const known = current.get(c.id) ?? withCurrentAddresses(deps, c);
    current.set(c.id, known);
    return known;
  };

  const readEmail = async (c: Communication, entry: ThreadEntry, readAt: string | null): Promise<EmailInput[]> => {
    const { emailId } = entry;
    const email = await deps.communications.getEmail(emailId);
    if (!email || !seesEmail(viewer, c, email)) return [];
    const [shown, deliveries, document, relay] = await Promise.all([
      readShown(deps, email),
      email.direction === 'outgoing' ? deps.communications.listDeliveries(emailId) : [],
      readDocument(deps, email),
      email.direction === 'incoming' ? deps.communications.getEmail(relayIdOf(emailId)) : null,
    ]);
    const waits = email.direction === 'incoming' && email.relayWaits !== undefined && relay === null;
    // A waiting relay shows its recipients as it would mail them now.
    const people = waits ? await currentPeople(c) : c;
    const unread = isUnread(viewer, entry, readAt);
    return [emailView(viewer, people, { email, shown, unread, deliveries, document, relay })];
  };

  /**
   * The newest `most` entries that the viewer may know of, newest first. Whether a relay is one of them shows only when
   * its email is read.
   */
  const newest = async ({ communication: c, readAt }: Seen, entries: readonly ThreadEntry[], most: number) => {
    const found: { email: EmailInput; position: string }[] = [];
    for (let end = entries.length; end > 0 && found.length < most; end -= most) {
      const batch = entries.slice(Math.max(0, end - most), end).reverse();
      const read = await Promise.all(batch.map((entry) => readEmail(c, entry, readAt)));
      for (const [i, entry] of batch.entries())
        found.push(...(read[i] ?? []).map((email) => ({ email, position: sortKeyOf(entry) })));
    }
    return found.slice(0, most);
  };

  /** Reads one more than requested, so that there is a cursor exactly when an older email follows. */
  const page = async (all: Seen, { position, limit, seal }: Paging) => {
    const older = all.entries.filter((entry) => position === null || sortKeyOf(entry) < position);
    const found = await newest(all, older, limit + 1);
    const shown = firstWithin(found.slice(0, limit), maxPageBytes);
    const last = shown.at(-1);
    const more = last !== undefined && shown.length < found.length;
    return { emails: shown.map(({ email }) => email).reverse(), nextCursor: seal(more ? last.position : null) };
  };

  return {
    summary: async (c: Communication): Promise<z.input<typeof CommunicationView>> =>
      communicationView(viewer, await seen(c)),
    thread: async (c: Communication, paging: Paging): Promise<z.input<typeof ThreadView>> => {
      const all = await seen(c);
      return { ...communicationView(viewer, all), ...(await page(all, paging)) };
    },
  };
};
