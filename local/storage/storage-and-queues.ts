import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildApp } from 'fauxqs';
import { host, region } from '../settings.ts';

/**
 * S3, SQS and SNS, provided by fauxqs on SQLite (write-ahead log, each statement a transaction, so acknowledged writes
 * survive a killed process). The package's own start function listens on every network interface and accepts at most
 * 11 MB, so its parts are assembled here, on loopback and with room for the largest mail.
 */

export type StorageAndQueues = { url: string; stop(): Promise<void> };

const maxObjectBytes = 128 * 1024 * 1024;

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type Persistence = {
  load(sqs: Stores['sqsStore'], sns: Stores['snsStore'], s3: Stores['s3Store']): void;
  close(): void;
};

/**
 * Loads a part that fauxqs 2.4.1 does not export. There is no public way: the package exports its main file alone,
 * whose `startFauxqs` always listens on 0.0.0.0, and whose `buildApp` takes stores but exports neither their classes
 * nor the persistence that they need.
 */
const inside = async <T>(file: string, name: string): Promise<T> => {
  const module: Record<string, T> = await import(new URL(file, import.meta.resolve('fauxqs')).href);
  const part = module[name];
  if (part === undefined)
    throw new Error(`fauxqs has no ${name} in ${file}: its version is not the one that this code was written for`);
  return part;
};

/** The part of a fauxqs queue that is used here, and a message on its way into one. */
type Queue = { attributes: Record<string, string> };
type Message = { delayUntil?: number };
type QueueClass = { prototype: { enqueue(this: Queue, message: Message): void } };

/**
 * A queue's delay also applies to messages from a topic; fauxqs applies it only to messages sent directly to the queue.
 */
const delayFromTopics = ({ prototype }: QueueClass): void => {
  const { enqueue } = prototype;
  prototype.enqueue = function (message) {
    const seconds = Number(this.attributes.DelaySeconds ?? 0);
    if (seconds > 0) message.delayUntil ??= Date.now() + seconds * 1000;
    enqueue.call(this, message);
  };
};

export const startStorageAndQueues = async (dataDir: string): Promise<StorageAndQueues> => {
  const path = join(dataDir, 'storage');
  mkdirSync(path, { recursive: true });
  const [SqsStore, SnsStore, S3Store, PersistenceManager] = await Promise.all([
    inside<new () => NonNullable<Stores['sqsStore']>>('./sqs/sqsStore.js', 'SqsStore'),
    inside<new () => NonNullable<Stores['snsStore']>>('./sns/snsStore.js', 'SnsStore'),
    inside<new () => NonNullable<Stores['s3Store']>>('./s3/s3Store.js', 'S3Store'),
    inside<new (dir: string) => Persistence>('./persistence.js', 'PersistenceManager'),
  ]);
  delayFromTopics(await inside<QueueClass>('./sqs/sqsStore.js', 'SqsQueue'));
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new PersistenceManager(path);
  // Loaded before the stores know their persistence, which would otherwise write everything again.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const store of [...Object.values(stores), ...stores.sqsStore.allQueues()]) Object.assign(store, { persistence });

  const app = buildApp({ logger: false, defaultRegion: region, stores });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxObjectBytes }, (_request, body, done) =>
    done(null, body),
  );
  await app.listen({ port: 0, host });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    stop: async () => {
      await app.close();
      persistence.close();
    },
  };
};
