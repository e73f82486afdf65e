import { ServiceError } from '../../../shared/domain/errors.ts';

/** An import may refer only to items that are stored already. */
export const notStored = (pointers: readonly string[]): ServiceError =>
  new ServiceError(
    'invalid',
    'validation-failed',
    'This refers to items that are not stored yet; see errors.',
    pointers.map((pointer) => ({ pointer, detail: 'is not stored in this project' })),
  );

/** Throws one error that names all missing items. */
export const requireStored = (references: readonly { pointer: string; found: boolean }[]): void => {
  const missing = references.filter(({ found }) => !found).map(({ pointer }) => pointer);
  if (missing.length > 0) throw notStored(missing);
};
