import type { Handler } from '../../../shared/api/handler.ts';
import { invoiceHeader } from '../../../shared/api/views/invoice-view.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import {
  type Access,
  isAdmin,
  seesCommunication,
  seesDetail,
} from '../../../shared/domain/conversation/permissions.ts';
import { countEntries, visibleEntries } from '../../../shared/domain/conversation/thread-visibility.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from './load-invoice.ts';

type Stores = Pick<Ports, 'communications'>;

const allCommunications = async (deps: Stores, projectId: string, invoiceId: string): Promise<Communication[]> => {
  const all: Communication[] = [];
  let after: string | null = null;
  do {
    const page = await deps.communications.listByInvoice(projectId, invoiceId, 100, after);
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
};

const unreadOf = async (deps: Stores, viewer: Access, c: Communication): Promise<number> => {
  const [entries, readAt] = await Promise.all([
    deps.communications.listEntries(c.id),
    deps.communications.getReadAt(c.id, viewer.userId),
  ]);
  return countEntries(viewer, visibleEntries(viewer, c, entries), readAt).unreadCount;
};

/**
 * Fields that need the right to see the Detail are null without it; the counts are those of the viewer's own Emails
 * tab.
 */
export const getInvoice =
  (deps: Stores & ReadsInvoices): Handler<'getInvoice'> =>
  async ({ member, path: { projectId, invoiceId } }) => {
    const { project, contract, invoice, head, summary, version } = await deps.invoices.load({ projectId, invoiceId });
    const all = await allCommunications(deps, projectId, invoiceId);
    const visible = all.filter((c) => seesCommunication(member, c));
    const unread = await Promise.all(visible.map((c) => unreadOf(deps, member, c)));
    const detail = seesDetail(member);
    return {
      status: 200,
      body: {
        ...invoiceHeader(member, project, contract, invoice),
        previousCertificates: detail ? invoice.previousCertificates : null,
        taxes: detail ? invoice.taxes : null,
        summary: detail ? summary : null,
        payment: detail ? { ...head.company, ...head.contract } : null,
        changeOrders: detail ? head.contract.changeOrders : null,
        version: detail ? version : null,
        counts: {
          lines: invoice.lineCount,
          communications: visible.length,
          unread: unread.reduce((sum, count) => sum + count, 0),
        },
        permissions: { viewDetail: detail, send: isAdmin(member) },
      },
    };
  };
