import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import { PlainError } from '../settings.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

/**
 * DynamoDB, provided by dynalite on disk. LevelDB hands each write to the operating system before it is acknowledged,
 * so acknowledged writes survive a killed process (though not a power cut, against which no part of this run protects).
 */

export type Dynamo = {
  handle(request: IncomingMessage, body: Buffer, response: ServerResponse): void;
  stop(): Promise<void>;
};

const isLocked = (error: unknown): boolean => error instanceof Error && /LOCK/i.test(`${error.message} ${error.cause}`);

/** Answers requests that `aws-server.ts` has read in full, because dynalite throws when a client disconnects midway. */
export const startDynamo = async (dataDir: string): Promise<Dynamo> => {
  const path = join(dataDir, 'dynamodb');
  const openMark = join(dataDir, 'dynamodb.open');
  mkdirSync(path, { recursive: true });
  try {
    await rebuildIndexes(path, existsSync(openMark));
  } catch (error) {
    if (isLocked(error)) throw new PlainError(`Another run is using ${dataDir}: stop it, or set COURRIEL_DATA_DIR`);
    throw error;
  }
  writeFileSync(openMark, '');
  const inner = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // dynalite closes its store only together with its HTTP server, so it listens on a port that nobody uses.
  await new Promise<void>((done) => inner.listen(0, '127.0.0.1', done));
  return {
    handle: ({ method, url, headers }, body, response) => {
      const replay = Object.assign(Readable.from([body], { objectMode: false }), { method, url, headers });
      inner.emit('request', replay, response);
    },
    stop: async () => {
      await new Promise<void>((done) => inner.close(() => done()));
      rmSync(openMark, { force: true });
    },
  };
};
