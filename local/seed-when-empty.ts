import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { seed } from './seed/seed.ts';
import type { Say } from './settings.ts';
import type { Local } from './start-local.ts';

/**
 * Seeds an empty table, once. An interrupted seeding is repeated as a whole, since every import route is idempotent.
 */
export const seedWhenEmpty = async (local: Local, dataDir: string, say: Say): Promise<void> => {
  const [table] = local.template.tables;
  const { issuer } = local;
  const takesProjects = local.template.api?.routes.some(({ routeKey }) => routeKey === 'PUT /projects/{projectId}');
  if (!table || !issuer || !takesProjects) return;
  const mark = join(dataDir, 'seeding');
  const { Count = 0 } = await local.clients.dynamo.send(new ScanCommand({ TableName: table.name, Limit: 1 }));
  if (Count > 0 && !existsSync(mark)) return;
  writeFileSync(mark, '');
  say('Seeding the empty table with a project …');
  const token = await issuer.mint('usr_seed', { scope: local.importScope });
  await seed({ apiUrl: local.urls.api, token, log: say });
  rmSync(mark);
};
