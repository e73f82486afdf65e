import { type FieldError, ServiceError } from '../../../shared/domain/errors.ts';

/** An import may refer only to items that are stored already. */
export const notStored = (pointers: readonly string[]): ServiceError =>
  new ServiceError(
    'invalid',
    'validation-failed',
    (say) => say.import.refersToMissing,
    pointers.map((pointer): FieldError => ({ pointer, detail: (say) => say.import.notStored })),
  );

/** Throws one error that names all missing items. */
export const requireStored = (references: readonly { pointer: string; found: boolean }[]): void => {
  const missing = references.filter(({ found }) => !found).map(({ pointer }) => pointer);
  if (missing.length > 0) throw notStored(missing);
};
