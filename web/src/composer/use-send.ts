import { useState } from 'react';
import { ApiError, sayError } from '../api/api-error.ts';
import { useSpeech } from '../strings/language.tsx';
import { type FieldErrors, fieldErrorsOf } from './draft/checks.ts';
import { type Attempt, attemptFor } from './draft/draft.ts';

/** Sends a message under an idempotency key that stays the same while its content does, and reports the outcome. */

type Outcome =
  | { state: 'idle' }
  | { state: 'sending' }
  /** `retry`: the outcome is unknown, and the idempotency key makes another try safe. */
  | { state: 'refused'; words: string; fields: FieldErrors; retry: boolean };

type Options<Body, Accepted> = {
  attempt: Attempt | null;
  recipientLimit: number;
  /** Called before the request leaves, so that a reload in between does not create a second message. */
  keep: (attempt: Attempt) => void;
  post: (body: Body, key: string) => Promise<Accepted>;
  /** The meaning of an error in this composer; null leaves it to the general messages. */
  explain?: (error: ApiError) => Promise<{ words: string; fields?: FieldErrors } | null>;
  onAccepted: (accepted: Accepted) => void;
};

export const useSend = <Body extends object, Accepted>(options: Options<Body, Accepted>) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const [attempt, setAttempt] = useState(options.attempt);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' });

  const explain = async (error: unknown): Promise<Outcome> => {
    const refused = { state: 'refused', fields: {}, retry: false } as const;
    if (!(error instanceof ApiError) || error.status >= 500)
      return { ...refused, words: words.networkFailed, retry: true };
    const own = await options.explain?.(error);
    if (own) return { ...refused, ...own };
    if (error.code === 'idempotency-key-reused') return { ...refused, words: words.keyReused };
    if (/^attachment-(?:missing|changed)$/.test(error.code)) return { ...refused, words: words.fileGone };
    return {
      ...refused,
      words: sayError(strings.problems, error),
      fields: fieldErrorsOf(error.errors, words, options.recipientLimit),
    };
  };

  const send = async (body: Body) => {
    const current = attemptFor(attempt, body, () => crypto.randomUUID());
    options.keep(current);
    setAttempt(current);
    setOutcome({ state: 'sending' });
    // Recovery: after any failure the draft stays, and the user is told what to do.
    try {
      options.onAccepted(await options.post(body, current.key));
    } catch (error) {
      setOutcome(await explain(error));
    }
  };

  return { attempt, outcome, send };
};

export type SendOutcome = Outcome;
