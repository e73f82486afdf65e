import * as z from 'zod/mini';
import { type AnswerBody, type AnswerComposer, Answers } from '../../api/shapes.ts';
import { Draft, idsOf } from './draft.ts';

/** The draft of a reply or a forward, which draft-store.ts keeps across a reload. */

export const AnswerDraft = z.extend(Draft, {
  answers: Answers,
  includeDocument: z.boolean(),
  /** Files of the answered email that are attached as well. */
  forwarded: z.array(z.string()),
});
export type AnswerDraft = z.infer<typeof AnswerDraft>;

/** A forward carries all files of the email; a reply carries none, since its recipient already has them. */
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

/** True when discarding the draft would lose something. */
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

/** The limits that are left for uploads once these files are attached. */
export const limitsBeside = ({ files, attachmentLimits }: AnswerComposer, forwarded: readonly string[]) => {
  const along = files.filter(({ id }) => forwarded.includes(id));
  return {
    count: attachmentLimits.count - along.length,
    totalBytes: attachmentLimits.totalBytes - along.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};
