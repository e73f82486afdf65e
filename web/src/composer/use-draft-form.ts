import { useEffect, useMemo, useRef, useState } from 'react';
import { focusWrongField } from '../parts/deliberate-form.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { Limits } from './attachments/attachment-rules.ts';
import { readyFiles, useAttachments } from './attachments/use-attachments.ts';
import { checkDraft, type Field, type FieldErrors } from './draft/checks.ts';
import type { Attempt, Draft } from './draft/draft.ts';
import { type DraftPlace, forgetDraft, saveDraft } from './draft/draft-store.ts';
import type { SendOutcome } from './use-send.ts';

/**
 * The state of a message while it is written, for a new message and for an answer: its fields and files, and the errors
 * of the last try to send it.
 */
export const useDraftForm = <D extends Draft>(options: {
  projectId: string;
  first: () => D;
  /** Text that was typed into To before the form was there. */
  typed: string;
  limitsOf: (written: D) => Limits;
}) => {
  const words = useSpeech().strings.composer;
  const [written, setWritten] = useState<D>(options.first);
  const [pending, setPending] = useState<Partial<Record<Field, string>>>({ to: options.typed });
  const [errors, setErrors] = useState<FieldErrors>({});
  const limits = options.limitsOf(written);
  const attachments = useAttachments(options.projectId, limits, written.files);
  const draft = useMemo<D>(() => ({ ...written, files: readyFiles(attachments.items) }), [written, attachments.items]);
  const form = useRef<HTMLFormElement>(null);

  const forgive = (field: Field) => setErrors(({ [field]: _, ...others }) => others);
  return {
    written,
    draft,
    form,
    limits,
    attachments,
    change: (part: Partial<D>, field?: Field) => {
      setWritten((now) => ({ ...now, ...part }));
      if (field) forgive(field);
    },
    changePending: (field: Field, typed: string) => {
      setPending((now) => ({ ...now, [field]: typed }));
      forgive(field);
    },
    /**
     * Sends a draft without errors; otherwise shows them and moves the focus to the first. `more`: errors that only this
     * form knows of.
     */
    submit: (outcome: SendOutcome, send: () => void, more: FieldErrors = {}) => {
      if (outcome.state === 'sending') return;
      const ready = attachments.items.every(({ step }) => step.state === 'ready');
      const found = { ...checkDraft(draft, pending, ready, words), ...more };
      setErrors(found);
      if (Object.keys(found).length === 0) send();
      focusWrongField(form);
    },
    /** The errors to show: those that the service returned, and the page's own. */
    errorsAfter: (outcome: SendOutcome): FieldErrors => ({
      ...(outcome.state === 'refused' ? outcome.fields : {}),
      ...errors,
    }),
  };
};

/** Keeps a touched draft over a reload of the page. */
export const useKeptDraft = <D extends Draft>(
  place: DraftPlace,
  { draft, attempt }: { draft: D; attempt: Attempt | null },
  { touched, onTouched }: { touched: boolean; onTouched: (touched: boolean) => void },
): void => {
  useEffect(() => {
    onTouched(touched);
    if (touched) saveDraft(place, { draft, attempt });
    else forgetDraft(place);
  }, [touched, draft, attempt, place, onTouched]);
};
