import type { z } from 'zod';
import type { Named } from './resource-names.ts';

type Found<T> = { id: string; named: Named; properties: T; metadata: unknown };

/** The resources of one type with their intrinsics evaluated, parsed by `schema`; what it does not name is not looked at. */
export type Reader = {
  list<S extends z.ZodObject>(type: string, schema: S): Found<z.output<S>>[];
  /** The directory of an asset, by the key under which a deployment would find it. */
  assetDir(objectKey: string): string;
};
