import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answer, answerJson, type Handler, isLocalName, readBody } from '../http.ts';
import type { Mailbox, MailRecord } from '../mail/mailbox.ts';
import { readMessage } from './read-message.ts';
import { sendReply } from './send-reply.ts';

/** The pages of port 4001: they show every message that was mailed, and let the user reply as any person in it. */

const Reply = z.object({ as: z.string(), text: z.string().max(100_000), all: z.boolean().default(false) });

/** The sandboxed frame with a mail's HTML inherits this policy: nothing is fetched from anywhere. */
const safety = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const pages: Record<string, [string, string]> = {
  '/': ['mailbox.html', 'text/html; charset=utf-8'],
  '/mailbox.js': ['mailbox.js', 'text/javascript; charset=utf-8'],
  '/mailbox.css': ['mailbox.css', 'text/css; charset=utf-8'],
};

const summary = ({ id, envelope, subject, at }: MailRecord) => ({ id, envelope, subject, at });

const encodeName = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

export const mailboxPages = (mailbox: Mailbox, smtpPort: number): Handler => {
  const reply = async (raw: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, 1024 * 1024);
    const isJson = request.headers['content-type']?.startsWith('application/json');
    const asked = Reply.safeParse(isJson && body ? JSON.parse(body.toString('utf8')) : null);
    if (!asked.success) return answerJson(response, 400, { message: 'The body must be JSON with as, text and all' });
    const outcome = await sendReply({ raw, smtpPort, ...asked.data });
    answerJson(response, outcome.ok ? 202 : 502, outcome);
  };

  const file = async (raw: Buffer, index: number, response: ServerResponse): Promise<void> => {
    const found = (await readMessage(raw)).attachments[index];
    if (!found) return answerJson(response, 404, { message: 'No such file' });
    answer(response, 200, found.content, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(found.filename ?? 'file')}`,
      ...safety,
    });
  };

  const message = async (
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
    rest: string,
  ): Promise<void> => {
    const record = mailbox.get(id);
    const raw = mailbox.raw(id);
    if (!record || !raw) return answerJson(response, 404, { message: 'No such message' });
    const [kind = '', index = ''] = rest.split('/');
    if (request.method === 'POST' && kind === 'replies') return reply(raw, request, response);
    if (kind === '') return answer(response, 200, raw, { 'content-type': 'message/rfc822', ...safety });
    if (kind === 'files') return file(raw, Number(index), response);
    if (kind !== 'parsed') return answerJson(response, 404, { message: 'A message has no such part' });
    const { attachments, ...parsed } = await readMessage(raw);
    const files = attachments.map(({ filename, size, contentType }) => ({
      name: filename ?? 'file',
      bytes: size,
      contentType,
    }));
    answerJson(response, 200, { ...summary(record), ...parsed, files }, safety);
  };

  return async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const [, id, rest = ''] = /^\/messages\/([A-Za-z0-9-]+)(?:\/(.*))?$/.exec(path) ?? [];
    const page = pages[path];
    if (!isLocalName(request)) answerJson(response, 421, { message: 'This run answers to localhost only' });
    else if (path === '/messages') answerJson(response, 200, mailbox.list().map(summary), safety);
    else if (id) await message(request, response, id, rest);
    else if (page)
      answer(response, 200, await readFile(new URL(page[0], import.meta.url)), { 'content-type': page[1], ...safety });
    else answerJson(response, 404, { message: 'No such page' });
  };
};
