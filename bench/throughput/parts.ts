import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { z } from 'zod';
import { documentClient, sesConfig } from '../../shared/adapters/clients.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo/communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo/project-store.ts';
import { dynamoRateMemory, dynamoSendSlots } from '../../shared/adapters/dynamo/sending-store.ts';
import { dynamoUsageStore } from '../../shared/adapters/dynamo/usage-store.ts';
import { htmlCleaner } from '../../shared/adapters/mail/html-cleaner.ts';
import { mimeWriter } from '../../shared/adapters/mail/mime-writer.ts';
import { sesAccount } from '../../shared/adapters/mail/ses-account.ts';
import { sesMailer } from '../../shared/adapters/mail/ses-mailer.ts';
import { systemClock, systemIds, systemTimer } from '../../shared/adapters/system-clock.ts';
import type { FileInfo, Files } from '../../shared/ports/ports.ts';
import { localClient } from '../../test/contracts/data-table.ts';
import { localAccount } from '../../test/fakes/harness/scripted-server.ts';
import { world } from '../../test/fakes/worlds/world.ts';

/** The parts shared by both processes of the bench: the AWS adapters, connected to stand-ins for AWS. */

export const Endpoints = z.object({ database: z.string(), table: z.string(), ses: z.string(), folder: z.string() });
export type Endpoints = z.infer<typeof Endpoints>;

const plenty = { hour: 1_000_000, day: 1_000_000 };

const nothing = async (): Promise<never> => {
  throw new Error('not part of this bench');
};

/** A bucket, stored in a folder. */
const folderFiles = (folder: string): Files => {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, encodeURIComponent(key));
  const read = (key: string, suffix = '') => readFile(`${pathOf(key)}${suffix}`).catch(() => null);
  const put: Files['put'] = async (key, bytes, contentType, metadata = {}) => {
    const info: FileInfo = { bytes: bytes.length, contentType, metadata };
    const mine = `${pathOf(key)}.${randomUUID()}`;
    await Promise.all([writeFile(mine, bytes), writeFile(`${pathOf(key)}.info`, JSON.stringify(info))]);
    await rename(mine, pathOf(key));
  };
  const head: Files['head'] = async (key) => {
    const info = await read(key, '.info');
    return info && (JSON.parse(info.toString()) as FileInfo);
  };
  return {
    put,
    head,
    get: read,
    putIfAbsent: async (key, bytes, contentType, metadata) => {
      if (await head(key)) return false;
      await put(key, bytes, contentType, metadata);
      return true;
    },
    downloadUrl: nothing,
    uploadUrl: nothing,
    list: nothing,
  };
};

/** The PDF is stored in advance, because other benches measure rendering. */
export const partsAt = ({ database, table, ses, folder }: Endpoints) => {
  const client = documentClient(localClient(database));
  const usage = dynamoUsageStore(client, table);
  const sesClient = new SESv2Client({ ...sesConfig, ...localAccount, endpoint: ses });
  return {
    ...world(),
    clock: systemClock,
    timer: systemTimer,
    ids: systemIds,
    projects: dynamoProjectStore(client, table),
    communications: dynamoCommunicationStore(client, table),
    // The allowance is counted but never enforced, because one user sends everything.
    usage: { ...usage, take: async (...args: Parameters<typeof usage.take>) => (await usage.take(...args)) * 0 },
    mailLimits: { project: plenty, user: plenty, noticesPerDay: plenty.day },
    files: folderFiles(folder),
    mailer: sesMailer(sesClient, 'courriel'),
    account: sesAccount(sesClient, dynamoRateMemory(client, table), systemClock),
    sendSlots: dynamoSendSlots(client, table),
    mimeWriter: mimeWriter(),
    htmlCleaner: htmlCleaner(),
    log: { info: () => {}, warn: () => {} },
  };
};
