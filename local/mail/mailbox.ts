import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Every message that SES accepted: the raw message as sent, its envelope, and its pending events. */

export const Step = z.object({
  kind: z.enum(['Send', 'Delivery', 'Bounce', 'Suppressed', 'Complaint', 'Reject', 'OutOfOffice', 'Inbound']),
  recipient: z.string(),
});
export type Step = z.infer<typeof Step>;

export const MailRecord = z.object({
  id: z.string(),
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  subject: z.string(),
  at: z.string(),
  configurationSet: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  pending: z.array(Step),
});
export type MailRecord = z.infer<typeof MailRecord>;

export type Mailbox = {
  /** The message is on disk when this returns. */
  store(record: MailRecord, raw: Uint8Array): void;
  update(record: MailRecord): void;
  /** Newest first. */
  list(): MailRecord[];
  get(id: string): MailRecord | undefined;
  raw(id: string): Buffer | null;
};

export const openMailbox = (dataDir: string): Mailbox => {
  const dir = join(dataDir, 'mailbox');
  mkdirSync(dir, { recursive: true });
  const write = (name: string, content: string | Uint8Array): void => {
    const path = join(dir, name);
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  };
  const records = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => MailRecord.parse(JSON.parse(readFileSync(join(dir, name), 'utf8'))))
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const byId = new Map(records.map((record) => [record.id, record]));

  const update = (record: MailRecord): void => {
    write(`${record.id}.json`, JSON.stringify(record));
    byId.set(record.id, record);
  };
  return {
    update,
    store: (record, raw) => {
      // The record is written last, because it is what marks the message as accepted.
      write(`${record.id}.eml`, raw);
      update(record);
    },
    list: () => [...byId.values()].toReversed(),
    get: (id) => byId.get(id),
    raw: (id) => {
      const path = join(dir, `${id}.eml`);
      return byId.has(id) && existsSync(path) ? readFileSync(path) : null;
    },
  };
};
