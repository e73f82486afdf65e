import type { Draft } from './draft.ts';

/** What is wrong with a message before it is sent, and where the service says it is wrong. Pure. */

export type Field = 'to' | 'cc' | 'bcc' | 'subject' | 'message' | 'attachments';
export type FieldErrors = Partial<Record<Field, string>>;

type Words = { toMissing: string; subjectMissing: string; notChosen: (text: string) => string; waitForFiles: string };

/** `pending`: what stands in the To, Cc and Bcc boxes without being chosen. */
export const checkDraft = (
  draft: Draft,
  pending: Partial<Record<Field, string>>,
  filesReady: boolean,
  words: Words,
): FieldErrors => {
  const errors: FieldErrors = {};
  if (draft.to.length === 0) errors.to = words.toMissing;
  for (const field of ['to', 'cc', 'bcc'] as const) {
    const text = pending[field]?.trim();
    if (text) errors[field] = words.notChosen(text);
  }
  if (draft.subject.trim() === '') errors.subject = words.subjectMissing;
  if (!filesReady) errors.attachments = words.waitForFiles;
  return errors;
};

const fields: Record<string, Field> = {
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
  subject: 'subject',
  message: 'message',
  attachmentIds: 'attachments',
};

/** JSON pointers into the send body ─▶ the field that shows it. What has no field of its own is not listed. */
export const fieldErrorsOf = (errors: readonly { pointer: string; detail: string }[]): FieldErrors => {
  const found: FieldErrors = {};
  for (const { pointer, detail } of errors) {
    const field = fields[pointer.split('/')[1] ?? ''];
    if (field && found[field] === undefined) found[field] = detail;
  }
  return found;
};
