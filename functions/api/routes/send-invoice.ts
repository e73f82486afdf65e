import { acceptedView } from '../../../shared/api/communication-view.ts';
import type { Answer, Call, Handler } from '../../../shared/api/handler.ts';
import type { Email, OutgoingEmail } from '../../../shared/domain/email.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { derivedId, sha256Hex } from '../../../shared/domain/ids.ts';
import { launchEmail } from '../../../shared/domain/launch-email.ts';
import type { Ports } from '../../../shared/domain/ports.ts';
import { attachmentRoom } from '../attachment-room.ts';
import { composeEmail } from '../compose-email.ts';
import { findRecipients } from '../find-recipients.ts';
import { findSender } from '../find-sender.ts';
import { freezeInvoice } from '../freeze-invoice.ts';
import type { ReadsInvoices } from '../invoice-reader.ts';
import { readAttachments } from '../read-attachments.ts';

type Deps = Pick<Ports, 'projects' | 'communications' | 'files' | 'htmlCleaner' | 'clock' | 'sendFlow' | 'log'> &
  ReadsInvoices;
type Send = Call<'sendInvoice'>;

/** The schema has put the properties in order and filled in the defaults: equal requests give equal text. */
const hashOf = ({ path, body }: Send): string => sha256Hex(JSON.stringify([path.projectId, path.invoiceId, body]));

/** Everything that may refuse the request, and everything that must be frozen before it is accepted. */
const prepare = async (deps: Deps, call: Send, emailId: string): Promise<OutgoingEmail> => {
  const { path, body, caller, member } = call;
  const loaded = await deps.invoices.load(path);
  if (loaded.version !== body.invoiceVersion)
    throw new ServiceError('conflict', 'invoice-version-changed', 'The invoice has changed: look at it again.');
  const [sender, recipients] = await Promise.all([
    findSender(deps, member),
    findRecipients(deps, path.projectId, body),
  ]);
  const room = await attachmentRoom(deps, loaded, body.language);
  const attachments = await readAttachments(deps, path.projectId, body.attachmentIds, room);
  await freezeInvoice(deps, loaded);
  const { userId } = caller;
  const requestHash = hashOf(call);
  return composeEmail(deps, { emailId, requestHash, body, loaded, sender, userId, recipients, attachments });
};

/** The stored email is the answer, unless it answers another request. What a crash left unwritten is written now. */
const accept = async (deps: Deps, call: Send, email: Email): Promise<Answer<'sendInvoice'>> => {
  if (email.direction !== 'outgoing' || email.requestHash !== hashOf(call))
    throw new ServiceError('invalid', 'idempotency-key-reused', 'This key was used for another request.');
  if (email.settledAt === null) await launchEmail(deps, email);
  return { status: 202, body: acceptedView(call.member, email) };
};

/**
 * Email Invoice. One conditional write accepts it: the same key finds the same email, whoever comes first, and a repeat
 * is answered before anything that may have changed since is looked at.
 */
export const sendInvoice =
  (deps: Deps): Handler<'sendInvoice'> =>
  async (call) => {
    const emailId = derivedId('eml', call.path.projectId, call.caller.userId, call.idempotencyKey);
    const known = await deps.communications.getEmail(emailId);
    if (known) return accept(deps, call, known);
    const email = await prepare(deps, call, emailId);
    const stored = await deps.communications.commitEmail(email);
    return accept(deps, call, stored ?? email);
  };
