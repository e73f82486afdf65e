import type { Handler } from '../../../shared/api/handler.ts';
import { answerDefaults, isAnswerable } from '../../../shared/domain/composer/answer-defaults.ts';
import { notFound } from '../../../shared/domain/errors.ts';
import { hasRefusedExtension } from '../../../shared/domain/files/file-name.ts';
import { maxAttachmentCount, maxRecipients } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findCommunication, findEmail } from '../conversations/find-communication.ts';
import { findSender } from '../projects/find-sender.ts';
import { documentBytes, roomBeside, threadDocument } from './answer-files.ts';

/**
 * The defaults for an answer to one email; 404 if it cannot be answered. A document that is not rendered has no size.
 */
export const getAnswerComposer =
  (deps: Pick<Ports, 'projects' | 'communications' | 'files'>): Handler<'getAnswerComposer'> =>
  async ({ member, path, query: { kind } }) => {
    const communication = await findCommunication(deps, member, path);
    const email = await findEmail(deps, member, path);
    if (!isAnswerable(email)) throw notFound();
    const [sender, contacts, document] = await Promise.all([
      findSender(deps, member),
      deps.projects.listContacts(path.projectId),
      threadDocument(deps, communication),
    ]);
    const stored = document && (await deps.files.head(document.key));
    const room = roomBeside(await documentBytes(deps, communication, document));
    return {
      status: 200,
      body: {
        ...answerDefaults({ communication, email, kind }, contacts, sender.id),
        document: document && { fileName: document.fileName, bytes: stored?.bytes ?? null },
        files: email.attachments
          .filter(({ fileName }) => !hasRefusedExtension(fileName))
          .map(({ id, fileName, bytes, contentId }) => ({ id, fileName, bytes, inline: contentId !== null })),
        attachmentLimits: { totalBytes: room, count: maxAttachmentCount },
        recipientLimit: maxRecipients,
      },
    };
  };
