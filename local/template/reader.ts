import type { z } from 'zod';
import type { Named } from './resource-names.ts';

type Found<T> = { id: string; named: Named; properties: T; metadata: unknown };

/**
 * Lists the resources of one type, with their intrinsic functions evaluated and their properties parsed by `schema`,
 * which ignores all others.
 */
export type Reader = {
  list<S extends z.ZodObject>(type: string, schema: S): Found<z.output<S>>[];
  /** The folder of an asset, by the object key that a deployment would use. */
  assetDir(objectKey: string): string;
};
