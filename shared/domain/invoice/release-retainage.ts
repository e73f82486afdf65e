import type { FieldError } from '../errors.ts';
import { Amount, fromCents, toCents } from '../money.ts';
import type { InvoiceLine } from './invoice.ts';
import { heldOnWork } from './retainage-figures.ts';

/**
 * Carries out `releaseAllRetainage`: each line releases the retainage held on its work, this period's included.
 * Retainage on stored materials disappears with the materials. A line that names another amount is an error and is not
 * overridden silently.
 */
export const releaseAll = (lines: readonly InvoiceLine[]): { lines: InvoiceLine[]; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const released = lines.map((line, i): InvoiceLine => {
    const held = fromCents(heldOnWork(line));
    const given = toCents(line.workRetainage.released);
    const pointer = `/lines/${i}/workRetainage/released`;
    if (!Amount.safeParse(held).success) {
      errors.push({ pointer, detail: (say) => say.import.invoice.heldTooLarge(line.item) });
    } else if (given !== 0 && given !== toCents(held)) {
      errors.push({
        pointer,
        detail: (say) => say.import.invoice.releasedOther(line.item, fromCents(given), held),
      });
    }
    return { ...line, workRetainage: { ...line.workRetainage, released: held } };
  });
  return { lines: released, errors };
};
