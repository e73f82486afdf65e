import type { ParsedMail } from '../../../shared/domain/inbound/parsed-mail.ts';
import type { HtmlCleaner, MimeInput, MimeReader, MimeWriter } from '../../../shared/ports/mail-ports.ts';
import type { Renderer } from '../../../shared/ports/ports.ts';
import { htmlOf } from '../../fixtures/html-document.ts';

/**
 * Writes a message as JSON, for tests about who gets what rather than about MIME. The real writer has its own tests.
 */
export const plainMimeWriter = (): MimeWriter => ({
  write: async (input) =>
    Buffer.from(
      JSON.stringify({
        ...input,
        files: input.files.map((file) => ({ ...file, content: Buffer.from(file.content).toString('base64') })),
      }),
    ),
});

/** Reads back a message of plainMimeWriter. */
export const readPlainMime = (raw: Uint8Array): MimeInput => {
  const parsed = JSON.parse(Buffer.from(raw).toString()) as MimeInput;
  return {
    ...parsed,
    files: parsed.files.map((file) => ({ ...file, content: Buffer.from(String(file.content), 'base64') })),
  };
};

/** Reads a ParsedMail that is written as JSON. */
export const plainMimeReader = (): MimeReader => ({
  read: async (raw) => {
    const parsed = JSON.parse(Buffer.from(raw).toString()) as ParsedMail;
    return {
      ...parsed,
      files: parsed.files.map((file) => ({ ...file, content: Buffer.from(String(file.content), 'base64') })),
    };
  },
});

/** Removes tags, without regard to safety. The real cleaner has its own tests. */
export const plainHtmlCleaner = (): HtmlCleaner => ({
  message: (html) => ({ html, text: html.replaceAll(/<[^>]*>/g, '').trim() }),
  reply: (html) => html,
});

export type PlainRenderer = Renderer & { calls: { title: string }[]; failNext(error: Error): void };

export const plainRenderer = (): PlainRenderer => {
  const calls: PlainRenderer['calls'] = [];
  const failures: Error[] = [];
  return {
    calls,
    failNext: (error) => void failures.push(error),
    render: async ({ pages, title, language }) => {
      calls.push({ title });
      const failure = failures.shift();
      if (failure) throw failure;
      return { pdf: Buffer.from(`%PDF-plain ${language} ${title}\n${htmlOf(pages)}`), pages: 1 };
    },
  };
};
