import type { Call, Handler } from '../../../shared/api/handler.ts';
import type { SendBody } from '../../../shared/api/shapes/sending.ts';
import { acceptedView } from '../../../shared/api/views/communication-view.ts';
import type { OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Contact } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { freezeInvoice } from '../invoices/freeze-invoice.ts';
import type { LoadedInvoice, ReadsInvoices } from '../invoices/load-invoice.ts';
import { requireVersion, signInvoice } from '../invoices/sign-invoice.ts';
import { findSender } from '../projects/find-sender.ts';
import { readAttachments } from '../uploads/read-attachments.ts';
import { type AcceptDeps, acceptOnce } from './accept-once.ts';
import { attachmentRoom } from './attachment-limit.ts';
import { composeEmail } from './compose-email.ts';
import { findRecipients } from './find-recipients.ts';

type Deps = AcceptDeps & Pick<Ports, 'projects' | 'files' | 'htmlCleaner'> & ReadsInvoices;
type Send = Call<'sendInvoice'>;

/** Equal requests have equal hashes, because the schema orders the properties and fills in the defaults. */
const hashOf = ({ path, body }: Send): string => sha256Hex(JSON.stringify([path.projectId, path.invoiceId, body]));

/** An invoice is sent unsigned only if its contract does not ask for a signature. */
const asSigned = async (deps: Deps, invoice: LoadedInvoice, { signature }: SendBody, sender: Contact) => {
  if (signature) return signInvoice(deps, invoice, signature, sender);
  if (invoice.contract.signatureRequired)
    throw new ServiceError('invalid', 'signature-required', (say) => say.sending.signature.required, [
      { pointer: '/signature', detail: (say) => say.schema.missing },
    ]);
  return invoice;
};

/** Makes every check that can reject the request, and stores the content of which the PDF will be made. */
const prepare = async (deps: Deps, call: Send, emailId: string): Promise<OutgoingEmail> => {
  const { path, body, caller, member } = call;
  const invoice = await deps.invoices.load(path);
  requireVersion(invoice, body.invoiceVersion);
  const [sender, recipients] = await Promise.all([
    findSender(deps, member),
    findRecipients(deps, path.projectId, body),
  ]);
  const loaded = await asSigned(deps, invoice, body, sender);
  const bytesLeft = await attachmentRoom(deps, loaded, body.language);
  const attachments = await readAttachments(deps, path.projectId, body.attachmentIds, bytesLeft);
  await freezeInvoice(deps, loaded);
  const { userId } = caller;
  const requestHash = hashOf(call);
  return composeEmail(deps, { emailId, requestHash, body, loaded, sender, userId, recipients, attachments });
};

/**
 * Handles *Email Invoice*: accepts the first email of a new conversation. `acceptOnce` derives the email's id from the
 * Idempotency-Key, stores what `prepare` returns unless that id is stored already, and launches it.
 */
export const sendInvoice =
  (deps: Deps): Handler<'sendInvoice'> =>
  async (call) => {
    const email = await acceptOnce(deps, { ...call, hash: hashOf(call) }, (emailId) => prepare(deps, call, emailId));
    return { status: 202, body: acceptedView(call.member, email) };
  };
