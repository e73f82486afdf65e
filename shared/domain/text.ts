import { z } from 'zod';

/** Control characters, line separators, bidi overrides and lone surrogates have no place in a name, a subject, a header. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/u;

/** As above, but tabs and line ends are welcome. */
const unsafeBlock = /(?![\t\r\n])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u;

/** One line of text, 1 to `max` UTF-16 units, trimmed ends. */
export const Line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((s) => !unsafe.test(s), 'must be one line without control characters')
    .refine((s) => s.trim().length > 0, 'must not be blank');

/** One line that may be empty. */
export const OptionalLine = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !unsafe.test(s), 'must be one line without control characters');

/** Several lines of text; may be empty. */
export const Block = (max: number) =>
  z
    .string()
    .max(max)
    .refine((s) => !unsafeBlock.test(s), 'must not hold control characters');

export const IsoDate = z.iso.date();
export const Instant = z.iso.datetime();
export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
