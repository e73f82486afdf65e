import { createRequire } from 'node:module';
import { z } from 'zod';

/**
 * dynalite writes the entries of an item's indexes first and then the item. A process killed in between leaves an index
 * that lies for ever, for instance an open email that reconcile does not see any more. So after such an end the indexes
 * are made again from the items, in one batch, before anybody reads.
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
/** The very LevelDB that dynalite opens afterwards. */
const { Level }: { Level: new (path: string, options: object) => Level } = createRequire(require.resolve('dynalite'))(
  'level',
);

type Action = { index: string; key: string; item: object };
/** dynalite's own reckoning of what stands in an index, so that the two cannot disagree. */
const reckoning: {
  getIndexActions(indexes: object[], existing: undefined, item: object, table: object): { puts: Action[] };
} = require('dynalite/db');

const range = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });

/** Opens the store in any case: a run that holds it must be noticed before anything else is started. */
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
