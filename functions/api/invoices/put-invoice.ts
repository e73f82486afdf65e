import { conversationChanged } from '../../../shared/actions/conversation-changed.ts';
import type { Handler } from '../../../shared/api/handler.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import { type FieldError, notFound, ServiceError } from '../../../shared/domain/errors.ts';
import { linesKey } from '../../../shared/domain/files/file-keys.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Invoice, InvoiceInput, InvoiceLine, InvoiceLineInput } from '../../../shared/domain/invoice/invoice.ts';
import { computeSummary } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { checkInvoice, maxErrors } from '../../../shared/domain/invoice/invoice-checks.ts';
import { printedHead, printKey, versionOf } from '../../../shared/domain/invoice/printed-invoice.ts';
import { releaseAll } from '../../../shared/domain/invoice/release-retainage.ts';
import { releasedBefore, withMaterialsBefore } from '../../../shared/domain/invoice/retainage-history.ts';
import { withRates } from '../../../shared/domain/invoice/set-retainage.ts';
import type { Contract } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import type { Page } from '../../../shared/ports/store-ports.ts';
import { requirePrintable } from '../projects/require-printable.ts';
import { notStored } from '../projects/require-stored.ts';
import { findEarlier } from './find-earlier.ts';
import type { ReadsInvoices } from './load-invoice.ts';
import { readLines } from './parse-lines.ts';

type Stores = Pick<Ports, 'projects' | 'communications' | 'files' | 'clock'> & ReadsInvoices;

const inconsistent = (errors: readonly FieldError[]): ServiceError =>
  new ServiceError('invalid', 'invoice-inconsistent', (say) => say.import.invoice.inconsistent, errors);

const consistent = ({ lines, errors }: { lines: InvoiceLine[]; errors: FieldError[] }): InvoiceLine[] => {
  if (errors.length > 0) throw inconsistent(errors.slice(0, maxErrors));
  return lines;
};

type Before = Awaited<ReturnType<typeof findEarlier>>;

/** The head as stored, without what only the import needs. */
const headToStore = (body: InvoiceInput, { released }: Before) => {
  const { lines: _, linesUploadId: _1, totals: _2, releaseAllRetainage: _3, retainageRates: _4, ...head } = body;
  const before = releasedBefore(body, released);
  return { ...head, ...(before && { releasedBefore: before }) };
};

/**
 * The lines as stored: with the rates of retainage of the invoice or its contract, with what was held on their
 * materials before, and all retainage released, if the body asks for that.
 */
const linesToStore = (
  contract: Contract,
  body: InvoiceInput,
  given: readonly InvoiceLineInput[],
  { previous }: Before,
): InvoiceLine[] => {
  const rated = consistent(withRates(given, { ...contract.retainageRates, ...body.retainageRates }));
  const lines = withMaterialsBefore(body, rated, previous?.lines ?? null);
  return body.releaseAllRetainage ? consistent(releaseAll(lines)) : lines;
};

const check = (contract: Contract, body: InvoiceInput, lines: InvoiceLine[], before: Before): void => {
  const errors = checkInvoice({ contract, invoice: body, lines, totals: body.totals, ...before });
  if (errors.length === 0) return;
  if (errors.every(({ pointer }) => pointer.startsWith('/totals/')))
    throw new ServiceError('invalid', 'totals-disagree', (say) => say.import.invoice.totalsDisagree, errors);
  throw inconsistent(errors);
};

/** Lines first, under their content's hash: a stored invoice always finds its lines. */
const store = async (deps: Stores, invoice: Invoice, lines: string): Promise<void> => {
  await deps.files.putIfAbsent(
    linesKey(invoice.projectId, invoice.linesSha256),
    Buffer.from(lines),
    'application/json',
  );
  await deps.projects.putInvoice(invoice);
};

/** Each of its conversations shows whether the invoice now differs from the version that was mailed. */
const raiseRevisions = async ({ communications }: Stores, { projectId, id }: Invoice): Promise<void> => {
  let after: string | null = null;
  do {
    const { items, next }: Page<Communication> = await communications.listByInvoice(projectId, id, 100, after);
    for (const conversation of items) await conversationChanged({ communications }, { everybody: conversation });
    after = next;
  } while (after !== null);
};

/** Imports an invoice, once its lines agree with the contract, the earlier invoices and the caller's own totals. */
export const putInvoice =
  (deps: Stores): Handler<'putInvoice'> =>
  async ({ path: { projectId, invoiceId }, body }) => {
    const [project, contract, given] = await Promise.all([
      deps.projects.getProject(projectId),
      deps.projects.getContract(projectId, body.contractId),
      readLines(deps, projectId, body),
    ]);
    if (!project) throw notFound();
    if (!contract) throw notStored(['/contractId']);
    requirePrintable({ ...body, lines: given });
    const earlier = await findEarlier(deps, contract, { projectId, invoiceId }, body);
    const input = linesToStore(contract, body, given, earlier);
    check(contract, body, input, earlier);
    const terms = headToStore(body, earlier);
    const json = JSON.stringify(input);
    const invoice: Invoice = {
      ...terms,
      id: invoiceId,
      projectId,
      lineCount: input.length,
      linesSha256: sha256Hex(json),
      summary: computeSummary(contract, terms, input),
      updatedAt: deps.clock.now().toISOString(),
    };
    const head = printedHead(project, contract, invoice);
    const version = versionOf({ ...head, lines: input });
    const printed = { key: printKey(head, invoice.linesSha256), version };
    const before = await deps.projects.getInvoice(projectId, invoiceId);
    await store(deps, { ...invoice, printed }, json);
    if (before?.printed?.version !== version) await raiseRevisions(deps, invoice);
    return { status: 200, body: { ...invoice, version } };
  };
