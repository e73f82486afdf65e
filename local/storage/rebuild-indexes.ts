import { createRequire } from 'node:module';
import { z } from 'zod';

/**
 * dynalite writes an item's index entries before the item. A process killed in between leaves an index that stays
 * wrong, for instance an open email that reconcile no longer sees. After such an end the indexes are therefore rebuilt
 * from the items, in one batch, before the first read.
 */

const Table = z.looseObject({
  TableName: z.string(),
  GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })).default([]),
});

type Level = {
  open(): Promise<void>;
  close(): Promise<void>;
  keys(range: object): AsyncIterable<string>;
  values(range: object): AsyncIterable<object>;
  batch(): { put(key: string, value: object): void; del(key: string): void; write(): Promise<void> };
};
const require = createRequire(import.meta.url);
/** The same LevelDB that dynalite opens afterwards. */
const { Level }: { Level: new (path: string, options: object) => Level } = createRequire(require.resolve('dynalite'))(
  'level',
);

type Action = { index: string; key: string; item: object };
/** dynalite's own function for the contents of an index, so that the two cannot disagree. */
const reckoning: {
  getIndexActions(indexes: object[], existing: undefined, item: object, table: object): { puts: Action[] };
} = require('dynalite/db');

const range = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });

/**
 * Opens the store even when no rebuild is needed: another run that holds it must be noticed before anything else
 * starts.
 */
export const rebuildIndexes = async (path: string, needed: boolean): Promise<void> => {
  const level = new Level(path, { valueEncoding: 'json' });
  await level.open();
  try {
    if (!needed) return;
    const batch = level.batch();
    for await (const key of level.keys(range('index-'))) batch.del(key);
    for await (const value of level.values(range('table~'))) {
      const table = Table.parse(value);
      for await (const item of level.values(range(`item-${table.TableName}~`))) {
        const { puts } = reckoning.getIndexActions(table.GlobalSecondaryIndexes, undefined, item, table);
        for (const put of puts) batch.put(`index-global~${table.TableName}~${put.index}~${put.key}`, put.item);
      }
    }
    await batch.write();
  } finally {
    await level.close();
  }
};
