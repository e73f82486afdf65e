import type { Handler } from '../../../shared/api/handler.ts';
import { composerDefaults } from '../../../shared/domain/composer-defaults.ts';
import { maxAttachmentCount, maxAttachmentsBytes, maxRecipients } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { findSender } from '../find-sender.ts';
import type { ReadsInvoices } from '../invoice-reader.ts';

export const getComposer =
  (deps: Pick<Ports, 'projects'> & ReadsInvoices): Handler<'getComposer'> =>
  async ({ member, path }) => {
    const loaded = await deps.invoices.load(path);
    const [sender, contacts, groups] = await Promise.all([
      findSender(deps, member),
      deps.projects.listContacts(path.projectId),
      deps.projects.listGroups(path.projectId),
    ]);
    return {
      status: 200,
      body: {
        ...composerDefaults(loaded, { contacts, groups }, sender),
        invoiceVersion: loaded.version,
        attachmentLimits: { totalBytes: maxAttachmentsBytes, count: maxAttachmentCount },
        recipientLimit: maxRecipients,
      },
    };
  };
