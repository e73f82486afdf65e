import type { FieldError } from '../errors.ts';
import type { RetainageRates } from '../project/project.ts';
import type { InvoiceLine, InvoiceLineInput } from './invoice.ts';

/** Completes the retainage of an invoice's lines, which a PUT body may give once for all lines. */

/**
 * Gives each line its rates of retainage: its own, otherwise those for all lines. Without either, a line that says
 * nothing of retainage has none, and a line that names retainage held or released is an error.
 */
export const withRates = (
  lines: readonly InvoiceLineInput[],
  rates: RetainageRates | undefined,
): { lines: InvoiceLine[]; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const rated = lines.map((line, i): InvoiceLine => {
    const { workRetainage: work, materialsRetainage: materials } = line;
    const rateOf = (name: keyof InvoiceLineInput, given: { rate?: string | undefined } | undefined, all?: string) => {
      const rate = given?.rate ?? all;
      if (rate === undefined && given !== undefined) {
        errors.push({
          pointer: `/lines/${i}/${name}/rate`,
          detail: (say) => say.import.invoice.rateMissing(line.item),
        });
      }
      return rate ?? '0';
    };
    return {
      ...line,
      workRetainage: {
        previous: work?.previous ?? '0.00',
        rate: rateOf('workRetainage', work, rates?.work),
        released: work?.released ?? '0.00',
      },
      materialsRetainage: { ...materials, rate: rateOf('materialsRetainage', materials, rates?.materials) },
    };
  });
  return { lines: rated, errors };
};
