import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import type { z } from 'zod';
import { seedCopy } from '../../local/seed/seed.ts';
import { CommunicationView, EmailBodyView, ThreadView } from '../../shared/api/shapes/communications.ts';
import { listOf } from '../../shared/api/shapes/parameters.ts';
import { AttachmentUpload, Composer } from '../../shared/api/shapes/sending.ts';

/** Short calls for the tests, which do what the front end and a mail program would do. */

type Place = { port: number; mailboxPort: number; smtpPort: number };

export const project = '/projects/prj_rapides';
const invoiceIn = (at: string): string => `${at}/invoices/inv_charpente-2`;
export const invoice = invoiceIn(project);

/** `at` is the project's path: the seeded one, which the files share, or one of the file's own (`ownProject`). */
export const client = (place: Place, at = project) => {
  const base = `http://127.0.0.1:${place.port}`;
  const tokens = new Map<string, string>();

  const token = async (user: string, more: Record<string, string> = {}): Promise<string> => {
    const key = JSON.stringify([user, more]);
    const known = tokens.get(key);
    if (known) return known;
    const response = await fetch(`${base}/local/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, ...more }),
    });
    const body: unknown = await response.json();
    if (!response.ok || typeof body !== 'object' || body === null || !('token' in body))
      throw new Error(`no token for ${user}`);
    tokens.set(key, String(body.token));
    return String(body.token);
  };

  const call = async (
    user: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${base}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token(user)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : null,
    };
  };

  const get = async <T extends z.ZodType>(user: string, path: string, schema: T): Promise<z.infer<T>> => {
    const answer = await call(user, 'GET', path);
    if (answer.status !== 200) throw new Error(`GET ${path} as ${user}: ${answer.status} ${answer.text}`);
    return schema.parse(answer.json);
  };

  const upload = async (user: string, fileName: string, contentType: string, bytes: Buffer): Promise<string> => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const announced = await call(user, 'POST', `${at}/attachments`, {
      fileName,
      bytes: bytes.length,
      contentType,
      sha256,
    });
    if (announced.status !== 201) throw new Error(`attachment: ${announced.status} ${announced.text}`);
    const { attachmentId, upload: put } = AttachmentUpload.parse(announced.json);
    const response = await fetch(put.url, { method: 'PUT', headers: put.headers, body: new Uint8Array(bytes) });
    if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return attachmentId;
  };

  /** Sends from a given invoice with the composer's defaults, changed by `change`. Returns the raw response. */
  const send = async (
    user: string,
    change: Record<string, unknown> = {},
    options: { key?: string; path?: string } = {},
  ) => {
    const path = options.path ?? invoiceIn(at);
    const composer = await get(user, `${path}/composer`, Composer);
    const body = {
      to: composer.to.map((p) => p.id),
      cc: composer.cc.map((p) => p.id),
      subject: composer.subject,
      language: composer.language,
      invoiceVersion: composer.invoiceVersion,
      message: '<p>Bonjour, voici notre facture.</p>',
      ...change,
    };
    return call(user, 'POST', `${path}/communications`, body, { 'idempotency-key': options.key ?? randomUUID() });
  };

  const sent = async (...given: Parameters<typeof send>) => {
    const answer = await send(...given);
    if (answer.status !== 202) throw new Error(`send: ${answer.status} ${answer.text}`);
    return CommunicationView.parse(answer.json);
  };

  const thread = (user: string, id: string) => get(user, `${at}/communications/${id}`, ThreadView);
  const body = (user: string, id: string, emailId: string) =>
    get(user, `${at}/communications/${id}/emails/${emailId}/body`, EmailBodyView);
  const list = (user: string, path = `${invoiceIn(at)}/communications`) => get(user, path, listOf(CommunicationView));

  const messages = async (): Promise<
    { id: string; envelope: { from: string; to: string | string[] }; subject: string; at: string }[]
  > => (await fetch(`http://127.0.0.1:${place.mailboxPort}/messages`)).json() as never;
  const message = async (id: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(`http://127.0.0.1:${place.mailboxPort}/messages/${id}`)).arrayBuffer());

  /** The messages of the mailbox to this address. */
  const messagesTo = async (address: string) =>
    (await messages()).filter((m) => [m.envelope.to].flat().includes(address));

  const smtp = nodemailer.createTransport({ host: '127.0.0.1', port: place.smtpPort, secure: false, ignoreTLS: true });

  return { base, token, call, get, upload, send, sent, thread, body, list, messages, message, messagesTo, smtp };
};
export type Client = ReturnType<typeof client>;

/** A copy of the seeded project, for a file that does what the others would notice: pause mail, empty the quarantine. */
export const ownProject = async (place: Place, id: string): Promise<Client> => {
  const own = client(place, `/projects/${id}`);
  const token = await own.token('usr_amelie', { scope: 'import' });
  await seedCopy({ apiUrl: `${own.base}/api`, token }, id);
  return own;
};

/** Repeats `check` until it returns something. Fails with what it was waiting for. */
export const until = async <T>(
  what: string,
  check: () => Promise<T | null | undefined | false>,
  ms = 20_000,
): Promise<T> => {
  const end = Date.now() + ms;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(100);
  }
};
