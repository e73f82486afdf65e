import * as z from 'zod/mini';
import { AnswerDraft } from './answer-draft.ts';
import { Attempt, Draft } from './draft.ts';

/** Drafts over an accidental reload: in this tab only, and for this user and invoice, or conversation, only. */

export type DraftPlace = { userId: string; projectId: string; invoiceId: string; communicationId?: string };
export type AnswerPlace = DraftPlace & { communicationId: string };

const keyOf = ({ userId, projectId, invoiceId, communicationId }: DraftPlace): string =>
  ['courriel.draft', userId, projectId, invoiceId, communicationId].filter((part) => part !== undefined).join('.');

const parse = (text: string): unknown => {
  // Recovery: what is not JSON is not a draft of ours; the composer begins afresh.
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

/** A draft is forgotten when its composer is closed: one that is still there was cut off. */
export const hasOpenDraft = (place: DraftPlace): boolean => loadDraft(place) !== null;
