import * as z from 'zod/mini';
import { type AnswerBody, type AnswerComposer, Answers } from '../../api/shapes.ts';
import { Draft, idsOf } from './draft.ts';

/** A reply or a forward while it is written. Pure; composer/draft-store.ts keeps it over a reload. */

export const AnswerDraft = z.extend(Draft, {
  answers: Answers,
  includeDocument: z.boolean(),
  /** Files of the answered email that go along. */
  forwarded: z.array(z.string()),
});
export type AnswerDraft = z.infer<typeof AnswerDraft>;

/** What is passed on goes with all that it came with; an answer brings nothing that its reader has already. */
export const freshAnswer = (defaults: AnswerComposer, answers: Answers): AnswerDraft => ({
  answers,
  to: defaults.to,
  cc: defaults.cc,
  bcc: [],
  private: false,
  subject: defaults.subject,
  language: defaults.language,
  message: '',
  files: [],
  includeDocument: answers.kind === 'forward' && defaults.document !== null,
  forwarded: answers.kind === 'forward' ? defaults.files.map(({ id }) => id) : [],
});

/** True when something would be lost by throwing it away. */
export const isAnswerTouched = (draft: AnswerDraft, defaults: AnswerComposer): boolean => {
  const fresh = freshAnswer(defaults, draft.answers);
  return (
    idsOf(draft.to) !== idsOf(fresh.to) ||
    idsOf(draft.cc) !== idsOf(fresh.cc) ||
    draft.bcc.length > 0 ||
    draft.message !== '' ||
    draft.files.length > 0 ||
    draft.includeDocument !== fresh.includeDocument ||
    draft.forwarded.join() !== fresh.forwarded.join() ||
    draft.subject !== defaults.subjects[draft.language]
  );
};

export const answerBodyOf = (draft: AnswerDraft): AnswerBody => ({
  kind: draft.answers.kind,
  inReplyTo: draft.answers.emailId,
  to: draft.to.map(({ id }) => id),
  cc: draft.cc.map(({ id }) => id),
  bcc: draft.bcc.map(({ id }) => id),
  subject: draft.subject,
  message: draft.message,
  attachmentIds: draft.files.map(({ attachmentId }) => attachmentId),
  forwardedIds: draft.forwarded,
  includeDocument: draft.includeDocument,
  language: draft.language,
});

/** What is left for uploads when these files go along. */
export const limitsBeside = ({ files, attachmentLimits }: AnswerComposer, forwarded: readonly string[]) => {
  const along = files.filter(({ id }) => forwarded.includes(id));
  return {
    count: attachmentLimits.count - along.length,
    totalBytes: attachmentLimits.totalBytes - along.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};
