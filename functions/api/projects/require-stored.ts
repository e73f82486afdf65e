import { ServiceError } from '../../../shared/domain/errors.ts';

/** What an import refers to must be stored before it. */
export const notStored = (pointers: readonly string[]): ServiceError =>
  new ServiceError(
    'invalid',
    'validation-failed',
    'Store first what this refers to; see errors.',
    pointers.map((pointer) => ({ pointer, detail: 'is not stored in this project' })),
  );

/** All that is missing is named at once. */
export const requireStored = (references: readonly { pointer: string; found: boolean }[]): void => {
  const missing = references.filter(({ found }) => !found).map(({ pointer }) => pointer);
  if (missing.length > 0) throw notStored(missing);
};
