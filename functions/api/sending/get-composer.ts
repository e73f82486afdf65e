import type { Handler } from '../../../shared/api/handler.ts';
import { composerDefaults } from '../../../shared/domain/composer/composer-defaults.ts';
import { maxAttachmentCount, maxRecipients, signatureValidSeconds } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { ReadsInvoices } from '../invoices/load-invoice.ts';
import { findSender } from '../projects/find-sender.ts';
import { attachmentRoom } from './attachment-limit.ts';

/** The defaults for a new email of this invoice, and the limits of its attachments. */
export const getComposer =
  (deps: Pick<Ports, 'projects' | 'files' | 'clock'> & ReadsInvoices): Handler<'getComposer'> =>
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
        signature: loaded.contract.signatureRequired
          ? {
              name: sender.name,
              title: sender.jobTitle,
              validSeconds: signatureValidSeconds,
              now: deps.clock.now().toISOString(),
            }
          : null,
        attachmentLimits: {
          totalBytes: await attachmentRoom(deps, loaded, defaults.language),
          count: maxAttachmentCount,
        },
        recipientLimit: maxRecipients,
      },
    };
  };
