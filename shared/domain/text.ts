import { z } from 'zod';
import { fault } from './schema-fault.ts';

/** The schemas of text in a request, and the cleaning of text that comes from elsewhere. */

/**
 * Control characters, line separators, bidi controls and lone surrogates have no place in a name, subject or header.
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/u;

/** The same for text of several lines, where tabs and line ends are allowed. */
const unsafeBlock = /(?![\t\r\n])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u;

/** One line of text, 1 to `max` UTF-16 units, not blank. */
export const Line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((s) => !unsafe.test(s), fault('oneLine'))
    .refine((s) => s.trim().length > 0, fault('notBlank'));

/** One line that may be empty. */
export const OptionalLine = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !unsafe.test(s), fault('oneLine'));

/** An RFC 2047 encoded word, or anything a lenient mail program would decode as one and show as other text. */
const encodedWord = /=\?.*\?=/;
const plainWords = (s: string): boolean => !encodedWord.test(s);

/** `Line` for typed or imported text that is used in a mail's headers. Stored values are read with `Line`. */
export const MailLine = (max: number) => Line(max).refine(plainWords, fault('encodedWord'));

/** `MailLine` that may be empty. */
export const OptionalMailLine = (max: number) => OptionalLine(max).refine(plainWords, fault('encodedWord'));

/** Several lines of text; may be empty. */
export const Block = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !unsafeBlock.test(s), fault('noControls'));

export const IsoDate = z.iso.date();
export const Instant = z.iso.datetime();
export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Control characters that are neither tabs nor line ends: each is six bytes in JSON, and no program shows one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes them
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Text of any length without those characters and without lone surrogates, fit to be stored and shown. */
export const withoutControls = (text: string): string => text.replace(controls, '').toWellFormed();

/** The longest beginning of a text that takes at most this many bytes of UTF-8, without splitting a character. */
export const cutToBytes = (text: string, maxBytes: number): string => {
  // A UTF-16 unit takes at least one byte, so units beyond `maxBytes` need not be encoded.
  const bytes = Buffer.from(text.slice(0, maxBytes));
  if (bytes.length <= maxBytes) return text.length <= maxBytes ? text : bytes.toString();
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};

/**
 * Characters that reverse the order of the following text, so that a name or number reads as another. No language needs
 * them.
 */
const overrides = /[\u202d\u202e]/g;

export const withoutOverrides = (text: string): string => text.replace(overrides, '');
