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

type RefusalWords = Record<'recipientWrong' | 'subjectWrong' | 'messageWrong' | 'attachmentWrong', string> & {
  tooManyPeople: (most: number) => string;
};

/**
 * JSON pointers into the send body ─▶ the field that shows it, in the reader's language: the service's own details are
 * English. What has no field of its own is not listed. `/to` alone is about how many people there are in all.
 */
export const fieldErrorsOf = (
  errors: readonly { pointer: string }[],
  words: RefusalWords,
  recipientLimit: number,
): FieldErrors => {
  const says = new Map<string, [Field, string]>([
    ['to', ['to', words.recipientWrong]],
    ['cc', ['cc', words.recipientWrong]],
    ['bcc', ['bcc', words.recipientWrong]],
    ['subject', ['subject', words.subjectWrong]],
    ['message', ['message', words.messageWrong]],
    ['attachmentIds', ['attachments', words.attachmentWrong]],
  ]);
  return Object.fromEntries(
    errors.flatMap(({ pointer }) => {
      if (pointer === '/to') return [['to', words.tooManyPeople(recipientLimit)]];
      const said = says.get(pointer.split('/')[1] ?? '');
      return said ? [said] : [];
    }),
  );
};
