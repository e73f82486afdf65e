import { type FieldError, ServiceError } from '../../../shared/domain/errors.ts';
import { type InvoiceInput, InvoiceLineInput } from '../../../shared/domain/invoice/invoice.ts';
import { maxFieldErrors, maxInvoiceLines } from '../../../shared/domain/limits.ts';
import { faultOf, withInput } from '../../../shared/domain/schema-fault.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { notStored } from '../projects/require-stored.ts';
import { readUpload } from '../uploads/read-upload.ts';

/** An invoice's lines, from the body or from an uploaded NDJSON file with one line object per row. */

const invalidLines = (errors: readonly FieldError[]): ServiceError =>
  new ServiceError('invalid', 'validation-failed', (say) => say.import.lines.invalid, errors);

const parseJson = (row: string): unknown => {
  try {
    return JSON.parse(row);
  } catch {
    // Recovery: the error names the row to the caller; `undefined` matches no schema.
    return undefined;
  }
};

type Row = { line: InvoiceLineInput } | { errors: FieldError[] };

/** Pointers are as for `lines` in a body, counting from 0; the detail gives the row, counting from 1. */
const parseRow = (row: string, index: number): Row => {
  const value = parseJson(row);
  if (value === undefined)
    return { errors: [{ pointer: `/lines/${index}`, detail: (say) => say.import.lines.rowNotJson(index + 1) }] };
  const { data, error } = InvoiceLineInput.safeParse(value, withInput);
  if (data) return { line: data };
  return {
    errors: error.issues.map((issue) => ({
      pointer: ['', 'lines', index, ...issue.path].map(String).join('/'),
      detail: (say) => say.import.lines.inRow(index + 1, faultOf(issue)(say)),
    })),
  };
};

const parseRows = (bytes: Uint8Array): InvoiceLineInput[] => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '');
  if (rows.length > maxInvoiceLines)
    throw invalidLines([{ pointer: '/linesUploadId', detail: (say) => say.import.lines.tooManyRows(maxInvoiceLines) }]);
  const lines: InvoiceLineInput[] = [];
  const errors: FieldError[] = [];
  for (const [i, row] of rows.entries()) {
    const parsed = parseRow(row, i);
    if ('line' in parsed) lines.push(parsed.line);
    else errors.push(...parsed.errors);
    if (errors.length >= maxFieldErrors) break;
  }
  if (errors.length > 0) throw invalidLines(errors);
  return lines;
};

export const readLines = async (
  deps: Pick<Ports, 'projects' | 'files'>,
  projectId: string,
  body: InvoiceInput,
): Promise<InvoiceLineInput[]> => {
  if ((body.lines === undefined) === (body.linesUploadId === undefined))
    throw invalidLines([{ pointer: '/lines', detail: (say) => say.import.lines.oneWay }]);
  if (body.linesUploadId === undefined) return body.lines ?? [];
  const upload = await deps.projects.getUpload(projectId, body.linesUploadId);
  if (!upload) throw notStored(['/linesUploadId']);
  return parseRows(await readUpload(deps, upload, '/linesUploadId'));
};
