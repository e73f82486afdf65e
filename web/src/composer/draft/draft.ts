import * as z from 'zod/mini';
import type { Composer, SendBody } from '../../api/shapes.ts';
import { DraftSignature, sentSignature } from './signing.ts';

/** The draft of a message, which draft-store.ts keeps across a reload. */

const Language = z.enum(['en', 'fr']);

const Entry = z.object({
  id: z.string(),
  type: z.enum(['person', 'group']),
  name: z.string(),
  company: z.string(),
  email: z.nullable(z.string()),
  jobTitle: z.string(),
  language: z.nullable(Language),
  memberCount: z.nullable(z.number()),
});
export type Entry = z.infer<typeof Entry>;

/** A file whose upload the service has accepted. */
const AttachedFile = z.object({ attachmentId: z.string(), fileName: z.string(), bytes: z.number() });
export type AttachedFile = z.infer<typeof AttachedFile>;

export const Draft = z.object({
  to: z.array(Entry),
  cc: z.array(Entry),
  bcc: z.array(Entry),
  private: z.boolean(),
  subject: z.string(),
  language: Language,
  message: z.string(),
  files: z.array(AttachedFile),
  signature: z.optional(DraftSignature),
});
export type Draft = z.infer<typeof Draft>;

/** An attempt to send: the Idempotency-Key that was used, and the body that it was used for. */
export const Attempt = z.object({ key: z.string(), body: z.string() });
export type Attempt = z.infer<typeof Attempt>;

type Defaults = Pick<Composer, 'to' | 'cc' | 'subject' | 'subjects' | 'language'>;

export const freshDraft = (defaults: Defaults): Draft => ({
  to: defaults.to,
  cc: defaults.cc,
  bcc: [],
  private: false,
  subject: defaults.subject,
  language: defaults.language,
  message: '',
  files: [],
});

export const idsOf = (entries: readonly { id: string }[]): string => entries.map(({ id }) => id).join();

/** True when discarding the draft would lose something. A changed language alone is no loss. */
export const isTouched = (draft: Draft, defaults: Defaults): boolean =>
  idsOf(draft.to) !== idsOf(defaults.to) ||
  idsOf(draft.cc) !== idsOf(defaults.cc) ||
  draft.bcc.length > 0 ||
  draft.private ||
  draft.message !== '' ||
  draft.files.length > 0 ||
  draft.signature !== undefined ||
  draft.subject !== defaults.subjects[draft.language];

/** The default subject follows the language; a subject that the user has edited stays. */
export const withLanguage = (draft: Draft, language: Draft['language'], subjects: Defaults['subjects']): Draft => ({
  ...draft,
  language,
  subject: draft.subject === subjects[draft.language] ? subjects[language] : draft.subject,
});

export const sendBodyOf = (draft: Draft, invoiceVersion: string): SendBody => {
  const signature = sentSignature(draft.signature, invoiceVersion);
  return {
    to: draft.to.map(({ id }) => id),
    cc: draft.cc.map(({ id }) => id),
    bcc: draft.bcc.map(({ id }) => id),
    private: draft.private,
    subject: draft.subject,
    message: draft.message,
    attachmentIds: draft.files.map(({ attachmentId }) => attachmentId),
    language: draft.language,
    invoiceVersion,
    ...(signature && { signature }),
  };
};

/** Whether this very message was tried before. */
export const isRepeat = (before: Attempt | null, body: object): before is Attempt =>
  before?.body === JSON.stringify(body);

/** An unchanged message keeps its key over every retry, even after a reload; a changed one gets a new key. */
export const attemptFor = (before: Attempt | null, body: object, newKey: () => string): Attempt =>
  isRepeat(before, body) ? before : { key: newKey(), body: JSON.stringify(body) };
