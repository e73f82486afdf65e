import * as z from 'zod/mini';
import { Attempt, Draft } from './draft.ts';

/** The draft over an accidental reload: in this tab only, and for this user and invoice only. */

export type DraftPlace = { userId: string; projectId: string; invoiceId: string };

const Stored = z.object({ draft: Draft, attempt: z.nullable(Attempt) });
type Stored = z.infer<typeof Stored>;

const keyOf = (place: DraftPlace) => `courriel.draft.${place.userId}.${place.projectId}.${place.invoiceId}`;

const parse = (text: string): unknown => {
  // Recovery: what is not JSON is not a draft of ours; the composer begins afresh.
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const loadDraft = (place: DraftPlace): Stored | null => {
  const text = sessionStorage.getItem(keyOf(place));
  if (text === null) return null;
  const parsed = Stored.safeParse(parse(text));
  return parsed.success ? parsed.data : null;
};

export const saveDraft = (place: DraftPlace, stored: Stored) =>
  sessionStorage.setItem(keyOf(place), JSON.stringify(stored));

export const forgetDraft = (place: DraftPlace) => sessionStorage.removeItem(keyOf(place));

/** A draft is forgotten when its composer is closed: one that is still there was cut off. */
export const hasOpenDraft = (place: DraftPlace): boolean => loadDraft(place) !== null;
