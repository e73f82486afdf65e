import { z } from 'zod';
import { notFound } from '../../../shared/domain/errors.ts';
import { linesKey } from '../../../shared/domain/files/file-keys.ts';
import {
  type Invoice,
  InvoiceLine,
  type InvoiceSummary,
  type PrintedInvoice,
} from '../../../shared/domain/invoice/invoice.ts';
import { computeSummary } from '../../../shared/domain/invoice/invoice-arithmetic.ts';
import { type PrintedHead, printedHead, printKey, versionOf } from '../../../shared/domain/invoice/printed-invoice.ts';
import type { PrintedSignature } from '../../../shared/domain/invoice/signature.ts';
import type { Contract, Project } from '../../../shared/domain/project/project.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { recentCache } from './recent-cache.ts';

/**
 * Reads invoices without reading 20,000 lines each time. Results that depend on the lines are stored with the invoice,
 * under a key of all their inputs; the lines are read, and cached, only if that key has changed.
 */

type InvoicePath = { projectId: string; invoiceId: string };

export type LoadedInvoice = {
  project: Project;
  contract: Contract;
  invoice: Invoice;
  head: PrintedHead;
  summary: InvoiceSummary;
  /** SHA-256 of what would be printed now: of the signed invoice, if `head` has a signature. */
  version: string;
};

export type InvoiceReader = {
  /** 404 for an invoice that this project does not have. */
  load(path: InvoicePath): Promise<LoadedInvoice>;
  lines(invoice: Invoice): Promise<InvoiceLine[]>;
  /** The same invoice with this signature, and its version. */
  signed(loaded: LoadedInvoice, signature: PrintedSignature): Promise<LoadedInvoice>;
  /** Everything that is printed: head and lines. */
  printed(loaded: LoadedInvoice): Promise<PrintedInvoice>;
};

export type ReadsInvoices = { invoices: InvoiceReader };

/** Two of the largest invoices, or many ordinary ones: 20,000 lines take about 40 MB. */
const maxKeptLines = 40_000;
const maxKeptVersions = 1_000;

/** 404 for an invoice that this project does not have. */
export const findInvoice = async (deps: Pick<Ports, 'projects'>, path: InvoicePath): Promise<Invoice> => {
  const invoice = await deps.projects.getInvoice(path.projectId, path.invoiceId);
  if (!invoice) throw notFound();
  return invoice;
};

export const invoiceReader = ({ projects, files }: Pick<Ports, 'projects' | 'files'>): InvoiceReader => {
  const keptLines = recentCache<InvoiceLine[]>(maxKeptLines, (lines) => lines.length + 1);
  const keptVersions = recentCache<Pick<LoadedInvoice, 'summary' | 'version'>>(maxKeptVersions, () => 1);

  const lines: InvoiceReader['lines'] = ({ projectId, linesSha256 }) => {
    const key = linesKey(projectId, linesSha256);
    return keptLines(key, async () => {
      const bytes = await files.get(key);
      if (!bytes) throw new Error('the lines of a stored invoice are missing');
      return z.array(InvoiceLine).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    });
  };

  const compute = async (contract: Contract, invoice: Invoice, head: PrintedHead) => {
    const all = await lines(invoice);
    return { summary: computeSummary(contract, invoice, all), version: versionOf({ ...head, lines: all }) };
  };

  return {
    lines,
    load: async (path) => {
      const { projectId } = path;
      const invoice = await findInvoice({ projects }, path);
      const [project, contract] = await Promise.all([
        projects.getProject(projectId),
        projects.getContract(projectId, invoice.contractId),
      ]);
      if (!project || !contract) throw notFound();
      const head = printedHead(project, contract, invoice);
      const key = printKey(head, invoice.linesSha256);
      const worked =
        invoice.printed?.key === key
          ? { summary: invoice.summary, version: invoice.printed.version }
          : await keptVersions(`${projectId} ${key}`, () => compute(contract, invoice, head));
      return { project, contract, invoice, head, ...worked };
    },
    signed: async (loaded, signature) => {
      const { invoice, summary } = loaded;
      const head = { ...loaded.head, signature };
      const key = printKey(head, invoice.linesSha256);
      // A signature changes no sum.
      const { version } = await keptVersions(`${invoice.projectId} ${key}`, async () => ({
        summary,
        version: versionOf({ ...head, lines: await lines(invoice) }),
      }));
      return { ...loaded, head, version };
    },
    printed: async ({ invoice, head }) => ({ ...head, lines: await lines(invoice) }),
  };
};
