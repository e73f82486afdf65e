import type { Draft } from './draft.ts';

/** Finds the errors in a message before it is sent, and places the service's errors at their fields. */

export type Field = 'to' | 'cc' | 'bcc' | 'subject' | 'message' | 'attachments' | 'signature';
export type FieldErrors = Partial<Record<Field, string>>;

type Words = { toMissing: string; subjectMissing: string; notChosen: (text: string) => string; waitForFiles: string };

/** `pending`: text in the To, Cc and Bcc boxes that was typed but not chosen from the list. */
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
 * Maps JSON pointers into the send body to the fields that show them. The page's own words say what to do here; the
 * service's details say what is wrong with a value in a request. A pointer without a field is left out. `/to` alone
 * means that there are too many recipients in all.
 */
export const fieldErrorsOf = (
  errors: readonly { pointer: string }[],
  words: RefusalWords,
  recipientLimit: number,
): FieldErrors => {
  const problemOf = new Map<string, [Field, string]>([
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
      const problem = problemOf.get(pointer.split('/')[1] ?? '');
      return problem ? [problem] : [];
    }),
  );
};
