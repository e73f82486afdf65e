import * as z from 'zod/mini';
import { AnswerDraft } from './answer-draft.ts';
import { Attempt, Draft } from './draft.ts';

/**
 * Keeps drafts across an accidental reload: in this tab only, and only for this user and this invoice or conversation.
 */

export type DraftPlace = { userId: string; projectId: string; invoiceId: string; communicationId?: string };
export type AnswerPlace = DraftPlace & { communicationId: string };

const keyOf = ({ userId, projectId, invoiceId, communicationId }: DraftPlace): string =>
  ['courriel.draft', userId, projectId, invoiceId, communicationId].filter((part) => part !== undefined).join('.');

const parse = (text: string): unknown => {
  // Recovery: text that is not JSON is not a draft of ours; the composer starts empty.
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const StoredDraft = z.object({ draft: Draft, attempt: z.nullable(Attempt) });
const StoredAnswer = z.object({ draft: AnswerDraft, attempt: z.nullable(Attempt) });
export type StoredDraft = z.infer<typeof StoredDraft>;
export type StoredAnswer = z.infer<typeof StoredAnswer>;

const load = <T>(place: DraftPlace, read: (value: unknown) => { success: boolean; data?: T }): T | null => {
  const text = sessionStorage.getItem(keyOf(place));
  return (text === null ? null : read(parse(text)).data) ?? null;
};

export const loadDraft = (place: DraftPlace): StoredDraft | null =>
  load(place, (value) => StoredDraft.safeParse(value));
export const loadAnswer = (place: DraftPlace): StoredAnswer | null =>
  load(place, (value) => StoredAnswer.safeParse(value));

export const saveDraft = (place: DraftPlace, stored: StoredDraft | StoredAnswer) =>
  sessionStorage.setItem(keyOf(place), JSON.stringify(stored));

export const forgetDraft = (place: DraftPlace) => sessionStorage.removeItem(keyOf(place));

/** Closing a composer deletes its draft, so a stored draft means that the composer was interrupted. */
export const hasOpenDraft = (place: DraftPlace): boolean => loadDraft(place) !== null;
