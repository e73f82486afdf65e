import type { Handler } from '../../../shared/api/handler.ts';
import { composerDefaults } from '../../../shared/domain/composer/composer-defaults.ts';
import { maxAttachmentCount, maxRecipients } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import { attachmentRoom } from './attachment-limit.ts';
import { findSender } from './find-sender.ts';

/** The defaults for a new email of this invoice, and the limits of its attachments. */
export const getComposer =
  (deps: Pick<Ports, 'projects' | 'files'> & ReadsInvoices): Handler<'getComposer'> =>
  async ({ member, path }) => {
    const loaded = await deps.invoices.load(path);
    const [sender, contacts, groups] = await Promise.all([
      findSender(deps, member),
      deps.projects.listContacts(path.projectId),
      deps.projects.listGroups(path.projectId),
    ]);
    const defaults = composerDefaults(loaded, { contacts, groups }, sender);
    return {
      status: 200,
      body: {
        ...defaults,
        invoiceVersion: loaded.version,
        attachmentLimits: {
          totalBytes: await attachmentRoom(deps, loaded, defaults.language),
          count: maxAttachmentCount,
        },
        recipientLimit: maxRecipients,
      },
    };
  };
