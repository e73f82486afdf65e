import { z } from 'zod';
import { notFound } from '../../shared/domain/errors.ts';
import { linesKey } from '../../shared/domain/file-keys.ts';
import { type Invoice, InvoiceLine, type PrintedInvoice } from '../../shared/domain/invoice.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { printedInvoice, versionOf } from '../../shared/domain/printed-invoice.ts';
import type { Contract, Project } from '../../shared/domain/project.ts';

type Stores = Pick<Ports, 'projects' | 'files'>;
type InvoicePath = { projectId: string; invoiceId: string };

export type LoadedInvoice = {
  project: Project;
  contract: Contract;
  invoice: Invoice;
  lines: InvoiceLine[];
  printed: PrintedInvoice;
  /** SHA-256 of what would be printed now. */
  version: string;
};

/** 404 for an invoice that this project does not have. */
export const findInvoice = async (deps: Pick<Ports, 'projects'>, path: InvoicePath): Promise<Invoice> => {
  const invoice = await deps.projects.getInvoice(path.projectId, path.invoiceId);
  if (!invoice) throw notFound();
  return invoice;
};

export const loadLines = async (deps: Pick<Ports, 'files'>, invoice: Invoice): Promise<InvoiceLine[]> => {
  const bytes = await deps.files.get(linesKey(invoice.projectId, invoice.linesSha256));
  if (!bytes) throw new Error('the lines of a stored invoice are missing');
  return z.array(InvoiceLine).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
};

/** All that is printed of an invoice as it stands now, and its version. */
export const loadInvoice = async (deps: Stores, path: InvoicePath): Promise<LoadedInvoice> => {
  const invoice = await findInvoice(deps, path);
  const [project, contract, lines] = await Promise.all([
    deps.projects.getProject(path.projectId),
    deps.projects.getContract(path.projectId, invoice.contractId),
    loadLines(deps, invoice),
  ]);
  if (!project || !contract) throw notFound();
  const printed = printedInvoice(project, contract, invoice, lines);
  return { project, contract, invoice, lines, printed, version: versionOf(printed) };
};
