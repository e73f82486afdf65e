import { createRequire } from 'node:module';

/**
 * Writes to dynalite's store directly and in batches, because a request for each of a million items takes half an hour.
 * Keys and index entries come from dynalite's own functions, so the store is as if dynalite had written it.
 */

export type RawItem = Record<string, unknown>;
type Table = { TableName: string; GlobalSecondaryIndexes: object[] };
type Batch = { put(key: string, value: object): void; write(): Promise<void> };
type Level = { open(): Promise<void>; close(): Promise<void>; get(key: string): Promise<Table>; batch(): Batch };

const require = createRequire(import.meta.url);
const { Level }: { Level: new (path: string, options: object) => Level } = createRequire(require.resolve('dynalite'))(
  'level',
);
const dynaliteDb: {
  createKey(item: RawItem, table: Table): string;
  getIndexActions(
    indexes: object[],
    existing: undefined,
    item: RawItem,
    table: Table,
  ): {
    puts: { index: string; key: string; item: object }[];
  };
} = require('dynalite/db');

export const openStore = async (path: string, tableName: string) => {
  const level = new Level(path, { valueEncoding: 'json' });
  await level.open();
  const table = await level.get(`table~${tableName}`);
  return {
    write: async (items: Iterable<RawItem>): Promise<void> => {
      const batch = level.batch();
      for (const item of items) {
        batch.put(`item-${tableName}~${dynaliteDb.createKey(item, table)}`, item);
        const { puts } = dynaliteDb.getIndexActions(table.GlobalSecondaryIndexes, undefined, item, table);
        for (const put of puts) batch.put(`index-global~${tableName}~${put.index}~${put.key}`, put.item);
      }
      await batch.write();
    },
    close: () => level.close(),
  };
};
